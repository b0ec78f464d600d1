//! Is a text a host name or a mailbox in the letters of any script?

use super::mail::{is_address, is_hostname};
use regex::Regex;
use std::sync::LazyLock;

/// Letters, marks and digits of any script. Which of the rarer ones a registry hands out is its own affair.
static LETTERS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[\p{L}\p{M}\p{Nd}\x{B7}\x{375}\x{5F3}\x{5F4}\x{30FB}-]+$").ok());
static MARK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\p{M}").ok());

/// A host name whose labels may be U-labels (RFC 5890, section 2.3.2.1). The characters that RFC 5892, appendix A
/// allows in a context alone are held to it.
pub(super) fn is_idn_hostname(text: &str) -> bool {
    is_hostname(text)
        || text.chars().count() <= 253
            && text
                .split(['.', '\u{3002}', '\u{FF0E}', '\u{FF61}'])
                .all(is_u_label)
}

/// RFC 6531, section 3.3: RFC 5321 with UTF-8 in the local part and the domain.
pub(super) fn is_idn_mailbox(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let address = domain
        .strip_prefix('[')
        .and_then(|inside| inside.strip_suffix(']'));
    text.len() <= 254
        && (1..=64).contains(&local.len())
        && super::mail::is_local_part(local, true)
        && address.map_or_else(|| is_idn_hostname(domain), is_address)
}

fn is_u_label(label: &str) -> bool {
    if label.is_ascii() {
        return is_hostname(label);
    }
    let matches = |regex: &Option<Regex>| regex.as_ref().is_some_and(|it| it.is_match(label));
    matches(&LETTERS)
        && !matches(&MARK)
        && !label.starts_with('-')
        && !label.ends_with('-')
        // `--` in third place is kept for A-labels.
        && label.chars().skip(2).take(2).collect::<String>() != "--"
        && label.chars().count() <= 59
        && contexts_hold(label)
}

/// RFC 5892, appendix A.
fn contexts_hold(label: &str) -> bool {
    let characters: Vec<char> = label.chars().collect();
    let at = |index: Option<usize>| index.and_then(|index| characters.get(index)).copied();
    let is_kana = |character: &char| {
        matches!(character, '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}'
            | '\u{30FC}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{2E80}'..='\u{2FD5}' | '\u{3005}' | '\u{3007}'
            | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
    };
    characters
        .iter()
        .enumerate()
        .all(|(index, character)| match character {
            '\u{B7}' => at(index.checked_sub(1)) == Some('l') && at(Some(index + 1)) == Some('l'),
            '\u{375}' => at(Some(index + 1)).is_some_and(
                |next| matches!(next, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}'),
            ),
            '\u{5F3}' | '\u{5F4}' => at(index.checked_sub(1))
                .is_some_and(|previous| matches!(previous, '\u{591}'..='\u{5F4}')),
            '\u{30FB}' => characters.iter().any(is_kana),
            '\u{660}'..='\u{669}' => {
                !label.contains(|digit| matches!(digit, '\u{6F0}'..='\u{6F9}'))
            }
            _ => true,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_names_of_any_script() {
        for text in [
            "example.com",
            "실례.테스트",
            "xn--ihqwcrb4cv8a8dqg056pqjye",
            "münchen.de",
            "faß.de",
            "l\u{B7}l",
            "\u{375}\u{3B2}",
            "\u{5D0}\u{5F3}\u{5D1}",
            "\u{30FB}\u{3041}",
            "\u{628}\u{660}\u{628}",
            "例え。テスト",
        ] {
            assert!(is_idn_hostname(text), "{text}");
        }
        for text in [
            "",
            "\u{302E}실",
            "-é",
            "é-",
            "aé--b",
            "a\u{B7}l",
            "l\u{B7}",
            "\u{B7}l",
            "\u{375}S",
            "\u{375}",
            "A\u{5F3}\u{5D1}",
            "\u{5F4}\u{5D1}",
            "def\u{30FB}abc",
            "\u{628}\u{660}\u{6F0}",
            "é..b",
            "é b",
            "é_b",
            "☃.com",
        ] {
            assert!(!is_idn_hostname(text), "{text}");
        }
    }

    #[test]
    fn mailboxes_of_any_script() {
        for text in [
            "실례@실례.테스트",
            "joe@example.com",
            "\"é é\"@b.c",
            "ü@[127.0.0.1]",
        ] {
            assert!(is_idn_mailbox(text), "{text}");
        }
        for text in ["2962", "é", "@é.com", "é@", "é..b@c.d", "é é@c.d", "é@c d"] {
            assert!(!is_idn_mailbox(text), "{text}");
        }
    }
}
