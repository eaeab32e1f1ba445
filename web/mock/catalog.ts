import type { Names, ProductPlan, Service } from '../src/api/types.ts'

const plan = (servicePlanId: string, name: string, en: string, zh: string, service: Service): ProductPlan =>
  ({ servicePlanId, name, names: { en, 'zh-Hans': zh }, service, appliesTo: 'User' })

const mail1 = plan('9aaf7827-d63c-4b61-89c3-182f06f82e5c', 'EXCHANGE_S_STANDARD', 'Exchange Online (Plan 1)', 'Exchange Online（计划 1）', 'mail')
const mail2 = plan('efb87545-963c-4e0d-99df-69c6916d9eb0', 'EXCHANGE_S_ENTERPRISE', 'Exchange Online (Plan 2)', 'Exchange Online（计划 2）', 'mail')
const files = plan('5dbe027f-2339-4123-9542-606e4d348a72', 'SHAREPOINTENTERPRISE', 'SharePoint (Plan 2)', 'SharePoint（计划 2）', 'files')
const office = plan('43de0ff5-c92c-492b-9116-175376d08c38', 'OFFICESUBSCRIPTION', 'Microsoft 365 Apps for enterprise', 'Microsoft 365 企业应用版', 'officeApps')
const teams = plan('57ff2da0-773e-42df-b2af-ffb7a2317929', 'TEAMS1', 'Microsoft Teams', 'Microsoft Teams', 'teams')
const planner = plan('b737dad2-2f6c-4c65-90e3-ca563267e8b9', 'PROJECTWORKMANAGEMENT', 'Microsoft Planner', 'Microsoft Planner', 'other')
const forms = plan('2789c901-c14e-48ab-a76a-be334d9d793a', 'FORMS_PLAN_E3', 'Microsoft Forms (Plan E3)', 'Microsoft Forms（计划 E3）', 'other')
const intune = plan('c1ec4a95-1f05-45b3-a911-aa3fa01094f5', 'INTUNE_A', 'Microsoft Intune', 'Microsoft Intune', 'deviceManagement')
const phone = plan('4828c8ec-dc2e-4779-b502-87ac9ce28ab7', 'MCOEV', 'Microsoft Teams Phone', 'Microsoft Teams 电话', 'telephony')
const visio = plan('663a804f-1c30-4ff0-9915-9db84f0d1cea', 'VISIO_CLIENT_SUBSCRIPTION', 'Visio desktop app', 'Visio 桌面应用', 'officeApps')
const project = plan('fafd7243-e5c1-4a3a-9e40-495efcb1d3c3', 'PROJECT_CLIENT_SUBSCRIPTION', 'Project desktop app', 'Project 桌面应用', 'other')
const bi = plan('70d33638-9c74-4d01-bfd3-562de28bd4ba', 'BI_AZURE_P2', 'Power BI Pro', 'Power BI Pro', 'other')

export interface MockProduct {
  skuId: string
  part: string
  names: Names
  plans: ProductPlan[]
  /** Subscriptions of the organization: quantity and state. */
  subscriptions: { quantity: number; status: 'Enabled' | 'Warning' | 'Suspended' }[]
  /** Seats of a self-service purchase, bought by the person with this number. */
  selfService?: { seats: number; purchaser: number }
}

const product = (
  skuId: string, part: string, en: string, zh: string, plans: ProductPlan[],
  subscriptions: MockProduct['subscriptions'], selfService?: MockProduct['selfService'],
): MockProduct => ({ skuId, part, names: { en, 'zh-Hans': zh }, plans, subscriptions, selfService })

const enabled = (quantity: number) => ({ quantity, status: 'Enabled' as const })

export const E5 = '06ebc4ee-1bb5-47dd-8120-11324bc54e06'
export const E3 = '6fd2c87f-b296-42f0-b197-1e91e994b900'
export const EXCHANGE = '4b9405b0-7788-4568-add1-99614e613b69'
export const VISIO = 'c5928f49-12ba-48f7-ada3-0d743a3601d5'
export const POWER_BI = 'f8a1db68-be16-40ed-86d5-cb42ce701560'
export const PROJECT = '53818b1b-4a27-454b-8896-0dba576410e6'
export const PHONE = 'e43b5b99-8dfb-405f-9987-dc307f34bcbd'

export const catalog: MockProduct[] = [
  product(E5, 'SPE_E5', 'Microsoft 365 E5', 'Microsoft 365 E5', [mail2, files, office, teams, planner, forms, intune, phone], [enabled(60)]),
  product(E3, 'ENTERPRISEPACK', 'Office 365 E3', 'Office 365 E3', [mail2, files, office, teams, planner, forms],
    [enabled(150), enabled(60), { quantity: 5, status: 'Warning' }, { quantity: 10, status: 'Suspended' }]),
  product(EXCHANGE, 'EXCHANGESTANDARD', 'Exchange Online (Plan 1)', 'Exchange Online（计划 1）', [mail1], [enabled(25)]),
  product('c2273bd0-dff7-4215-9ef5-2c7bcfb06425', 'OFFICESUBSCRIPTION', 'Microsoft 365 Apps for enterprise', 'Microsoft 365 企业应用版', [office, files], [enabled(10)]),
  product(VISIO, 'VISIOCLIENT', 'Visio Plan 2', 'Visio 计划 2', [visio], [enabled(8)]),
  product(PROJECT, 'PROJECTPROFESSIONAL', 'Project Plan 3', 'Project 计划 3', [project], [enabled(16)]),
  product(PHONE, 'MCOEV', 'Microsoft Teams Phone Standard', 'Microsoft Teams 电话标准版', [phone], [enabled(30)]),
  product(POWER_BI, 'POWER_BI_PRO', 'Power BI Pro', 'Power BI Pro', [bi], [], { seats: 5, purchaser: 12 }),
]
