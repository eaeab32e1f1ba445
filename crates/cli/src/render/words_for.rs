//! The words of small fixed vocabularies in both languages.

use reseat_client::reseat::PathInfo;

use crate::lang::Lang;

/// A result per person or row (25.23).
pub fn result(lang: Lang, status: &str) -> String {
    let text = match status {
        "changed" => lang.pick("changed", "已更改"),
        "unchanged" => lang.pick("unchanged", "未更改"),
        "refused" => lang.pick("refused", "已拒绝"),
        "created" => lang.pick("created", "已创建"),
        "updated" => lang.pick("updated", "已更新"),
        other => other,
    };
    text.to_owned()
}

/// The same before it happens.
pub fn foreseen(lang: Lang, status: &str) -> String {
    let text = match status {
        "changed" => lang.pick("changes", "将更改"),
        "unchanged" => lang.pick("no change", "保持不变"),
        "refused" => lang.pick("refused", "将被拒绝"),
        other => other,
    };
    text.to_owned()
}

/// Where a job stands.
pub fn job_status(lang: Lang, status: &str) -> String {
    let text = match status {
        "queued" => lang.pick("queued", "排队中"),
        "running" => lang.pick("running", "进行中"),
        "completed" => lang.pick("completed", "已完成"),
        "cancelled" => lang.pick("cancelled", "已取消"),
        other => other,
    };
    text.to_owned()
}

/// Through which face something was done.
pub fn face(lang: Lang, face: &str) -> String {
    let text = match face {
        "adminCenter" => lang.pick("admin center", "管理中心"),
        "commandLine" => lang.pick("command line", "命令行"),
        "graph" => "Graph",
        "api" => "API",
        "system" => lang.pick("system", "系统"),
        other => other,
    };
    text.to_owned()
}

/// What a service is, for people.
pub fn service(lang: Lang, service: &str) -> String {
    let text = match service {
        "mail" => lang.pick("mail", "邮件"),
        "files" => lang.pick("files", "文件"),
        "officeApps" => lang.pick("Office apps", "Office 应用"),
        "teams" => "Teams",
        "telephony" => lang.pick("telephony", "电话"),
        "deviceManagement" => lang.pick("device management", "设备管理"),
        "cloudPc" => lang.pick("Cloud PC", "云电脑"),
        other => other,
    };
    text.to_owned()
}

/// A state of a mailbox, a drive or Office apps.
pub fn service_state(lang: Lang, state: &str) -> String {
    let text = match state {
        "none" => lang.pick("none", "无"),
        "active" => lang.pick("active", "活动"),
        "disconnected" => lang.pick("disconnected", "已断开连接"),
        "softDeleted" => lang.pick("deleted, restorable", "已删除，可还原"),
        "purged" => lang.pick("gone for good", "已永久删除"),
        "licensed" => lang.pick("licensed", "已授权"),
        "unlicensed" => lang.pick("unlicensed", "未授权"),
        "markedForDeletion" => lang.pick("marked for deletion", "已标记为删除"),
        "deleted" => lang.pick("deleted", "已删除"),
        other => other,
    };
    text.to_owned()
}

/// Through what a person has a product.
pub fn path(lang: Lang, path: &PathInfo) -> String {
    match path.kind.as_str() {
        "direct" => lang.pick("direct", "直接").to_owned(),
        "group" => {
            let name = path.group.as_ref().map_or("?", |g| g.display_name.as_str());
            format!("{} {name}", lang.pick("group", "组"))
        }
        "selfService" => {
            let name = path.purchaser.as_ref().map_or("?", |p| p.user_principal_name.as_str());
            format!("{} {name}", lang.pick("self-service purchase by", "自助购买者"))
        }
        other => other.to_owned(),
    }
}
