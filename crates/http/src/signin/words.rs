//! The pages' words in both languages, and which language a browser wants.

use axum::http::{HeaderMap, header};
use reseat_app::identity::{CLI, CONSOLE, Client, Form};
use reseat_authz::roles;
use reseat_model::RoleId;

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    /// English.
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// What the request asks for: `ui_locales` first, then the browser's preference.
    pub(super) fn of(form: &Form, headers: &HeaderMap) -> Self {
        let asked = form.get("ui_locales").and_then(|list| list.split_whitespace().find_map(Self::named));
        asked.or_else(|| Self::preferred(headers)).unwrap_or(Self::English)
    }

    fn preferred(headers: &HeaderMap) -> Option<Self> {
        let list = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        let mut best: Option<(Self, f32)> = None;
        for item in list.split(',') {
            let (tag, rest) = item.split_once(';').unwrap_or((item, ""));
            let weight = rest.trim().strip_prefix("q=").map_or(1.0, |q| q.parse().unwrap_or(0.0));
            let Some(language) = Self::named(tag.trim()) else { continue };
            if weight > 0.0 && best.is_none_or(|(_, found)| weight > found) {
                best = Some((language, weight));
            }
        }
        best.map(|(language, _)| language)
    }

    fn named(tag: &str) -> Option<Self> {
        match tag.split('-').next()?.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Chinese),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// For `lang` and `ui_locales`.
    pub(super) const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }

    /// The one that the switch leads to.
    pub(super) const fn other(self) -> Self {
        match self {
            Self::English => Self::Chinese,
            Self::Chinese => Self::English,
        }
    }

    /// Its name in itself.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "简体中文",
        }
    }

    pub(super) const fn words(self) -> &'static Words {
        match self {
            Self::English => &ENGLISH,
            Self::Chinese => &CHINESE,
        }
    }

    /// An application's name: Reseat's own have one in each language.
    pub(super) fn app(self, client: &Client) -> String {
        match client.id {
            CONSOLE => self.words().admin_center.to_owned(),
            CLI => self.words().command_line.to_owned(),
            _ => client.name.clone(),
        }
    }

    /// A directory role's name.
    pub(super) fn role(self, id: RoleId) -> String {
        match self {
            Self::English => roles::name_of(id),
            Self::Chinese => {
                let found = ROLES.iter().find(|(role, _)| *role == id);
                found.map_or_else(|| roles::name_of(id), |(_, name)| (*name).to_owned())
            }
        }
    }
}

macro_rules! words {
    ($($name:ident: $english:literal, $chinese:literal;)*) => {
        /// Every text of the pages.
        #[derive(Debug)]
        pub(super) struct Words { $(pub(super) $name: &'static str,)* }
        static ENGLISH: Words = Words { $($name: $english,)* };
        static CHINESE: Words = Words { $($name: $chinese,)* };
        /// Both languages of every text, for the tests.
        #[cfg(test)]
        const PAIRS: &[(&str, &str, &str)] = &[$((stringify!($name), $english, $chinese),)*];
    };
}

words! {
    sign_in: "Sign in", "登录";
    to_continue: "to continue to", "以继续使用";
    admin_center: "Reseat admin center", "Reseat 管理中心";
    command_line: "Reseat command line", "Reseat 命令行";
    username: "Email or username", "电子邮件或用户名";
    password: "Password", "密码";
    demo_accounts: "Demo accounts", "演示帐户";
    demo_help: "This organization is a demo. Choose an account to sign in as.", "此组织用于演示。请选择要登录的帐户。";
    no_role: "No administrator role", "无管理员角色";
    language: "Language", "语言";
    wrong: "Your account or password is incorrect.", "你的帐户或密码不正确。";
    disabled: "Your account has been locked. Contact your administrator to unlock it, then try again.",
        "你的帐户已被锁定。请联系管理员解锁，然后重试。";
    locked: "You've tried to sign in too many times with an incorrect account or password. Wait a minute, then try again.",
        "你使用错误的帐户或密码尝试登录的次数过多。请等待一分钟，然后重试。";
    busy: "Too many people are signing in right now. Try again in a few seconds.", "当前登录人数过多。请在几秒钟后重试。";
    unavailable: "The server can't be reached right now. Try again in a few seconds.", "服务器暂时不可用。请在几秒钟后重试。";
    form_expired: "This page was open for too long. Try again.", "此页面打开的时间过长。请重试。";
    update_password: "Update your password", "更新密码";
    update_help: "You need to update your password because this is the first time you are signing in, or because your password was reset.",
        "你需要更新密码，因为这是你首次登录，或者你的密码已重置。";
    current_password: "Current password", "当前密码";
    new_password: "New password", "新密码";
    confirm_password: "Confirm new password", "确认新密码";
    bad_new_password: "Choose a password of 8 to 256 characters that you haven't used just now.",
        "请选择 8 到 256 个字符且与当前密码不同的密码。";
    passwords_differ: "The new passwords don't match.", "两次输入的新密码不一致。";
    enter_code: "Enter code", "输入代码";
    code_help: "Enter the code displayed on your app or device.", "输入应用或设备上显示的代码。";
    code: "Code", "代码";
    next: "Next", "下一步";
    bad_code: "That code didn't work. Check the code and try again.", "该代码无效。请检查代码，然后重试。";
    device_help: "Only continue if you started this sign-in yourself, on a device you trust.",
        "仅当你本人在受信任的设备上发起此登录时才继续。";
    cancel: "Cancel", "取消";
    device_done: "You have signed in", "你已登录";
    device_done_help: "You can close this window and go back to your app or device.", "你可以关闭此窗口，返回到应用或设备。";
    device_declined: "Sign-in cancelled", "登录已取消";
    device_declined_help: "The app or device wasn't signed in. You can close this window.", "应用或设备未登录。你可以关闭此窗口。";
    failed: "We couldn't sign you in", "无法登录";
    failed_help: "Tell whoever runs the app what is written here.", "请将以下内容告知该应用的管理者。";
    try_again: "Try again", "重试";
    expired_trip: "Signing in took too long, or your browser doesn't accept cookies from this server.",
        "登录时间过长，或者你的浏览器不接受此服务器的 Cookie。";
    signed_out: "You signed out", "你已注销";
    signed_out_help: "You can close this window.", "你可以关闭此窗口。";
    continuing: "Signing you in", "正在登录";
    continue_label: "Continue", "继续";
}

const ROLES: &[(RoleId, &str)] = &[
    (roles::GLOBAL_ADMINISTRATOR, "全局管理员"),
    (roles::GLOBAL_READER, "全局读取者"),
    (roles::LICENSE_ADMINISTRATOR, "许可证管理员"),
    (roles::USER_ADMINISTRATOR, "用户管理员"),
    (roles::BILLING_ADMINISTRATOR, "计费管理员"),
    (roles::SERVICE_SUPPORT_ADMINISTRATOR, "服务支持管理员"),
    (roles::HELPDESK_ADMINISTRATOR, "支持人员管理员"),
    (roles::PASSWORD_ADMINISTRATOR, "密码管理员"),
    (roles::GROUPS_ADMINISTRATOR, "组管理员"),
    (roles::EXCHANGE_ADMINISTRATOR, "Exchange 管理员"),
    (roles::SHAREPOINT_ADMINISTRATOR, "SharePoint 管理员"),
    (roles::REPORTS_READER, "报表读取者"),
    (roles::PRIVILEGED_ROLE_ADMINISTRATOR, "特权角色管理员"),
    (roles::DIRECTORY_READERS, "目录读取者"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn language(ui_locales: &str, accept: &str) -> Language {
        let form = Form(vec![("ui_locales".to_owned(), ui_locales.to_owned())]);
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, accept.parse().unwrap());
        Language::of(&form, &headers)
    }

    #[test]
    fn the_switch_wins_over_the_browser_and_the_browser_over_english() {
        assert_eq!(language("", "zh-CN,zh;q=0.9,en;q=0.8"), Language::Chinese);
        assert_eq!(language("", "de,zh;q=0.5,en;q=0.8"), Language::English);
        assert_eq!(language("", "fr"), Language::English);
        assert_eq!(language("", "zh;q=0"), Language::English);
        assert_eq!(language("en", "zh"), Language::English);
        assert_eq!(language("zh-CN", "en"), Language::Chinese);
        assert_eq!(language("de zh", "en"), Language::Chinese);
    }

    #[test]
    fn both_languages_are_complete_and_neither_holds_the_other() {
        for (name, english, chinese) in PAIRS {
            assert!(!english.is_empty() && english.is_ascii(), "{name}");
            assert!(chinese.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{name}");
            assert!(
                !chinese.replace("Cookie", "").replace("Reseat", "").chars().any(|c| c.is_ascii_alphabetic()),
                "{name}: {chinese}"
            );
        }
        for role in roles::NAMED {
            assert!(ROLES.iter().any(|(id, _)| id == role), "{role}");
        }
    }
}
