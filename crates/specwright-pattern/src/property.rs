//! Which property of Unicode does a name stand for?
//!
//! The names are those of ECMA-262, section 22.2.1.9 with its tables; they are exact to the letter. The `regex` crate takes
//! other names too, so that a name that is none here must not come to it.

/// The text that the `regex` crate has for the property, or `None` for a name that is none.
pub(crate) fn translate(name: &str) -> Option<String> {
    match name.split_once('=') {
        Some(("General_Category" | "gc", value)) => category(value),
        Some(("Script" | "sc", value)) => script("sc", value),
        Some(("Script_Extensions" | "scx", value)) => script("scx", value),
        Some(_) => None,
        None => category(name).or_else(|| binary(name)),
    }
}

fn category(name: &str) -> Option<String> {
    first_name(CATEGORIES, name).map(|name| format!(r"\p{{gc={name}}}"))
}

fn script(property: &str, name: &str) -> Option<String> {
    let found = SCRIPTS.split(' ').any(|script| script == name);
    found.then(|| format!(r"\p{{{property}={name}}}"))
}

fn binary(name: &str) -> Option<String> {
    first_name(BINARY, name).map(|name| format!(r"\p{{{name}}}"))
}

/// The first of the names of what also has the given one.
fn first_name(table: &'static str, name: &str) -> Option<&'static str> {
    let mut rows = table.split(", ").map(|row| row.split(' '));
    rows.find(|row| row.clone().any(|other| other == name))?
        .next()
}

/// General categories, each with its other names, between commas. Surrogates, `Cs`, are in no string.
const CATEGORIES: &str = "\
C Other, Cc Control cntrl, Cf Format, Cn Unassigned, Co Private_Use, L Letter, LC Cased_Letter, \
Ll Lowercase_Letter, Lm Modifier_Letter, Lo Other_Letter, Lt Titlecase_Letter, Lu Uppercase_Letter, \
M Mark Combining_Mark, Mc Spacing_Mark, Me Enclosing_Mark, Mn Nonspacing_Mark, N Number, \
Nd Decimal_Number digit, Nl Letter_Number, No Other_Number, P Punctuation punct, Pc Connector_Punctuation, \
Pd Dash_Punctuation, Pe Close_Punctuation, Pf Final_Punctuation, Pi Initial_Punctuation, \
Po Other_Punctuation, Ps Open_Punctuation, S Symbol, Sc Currency_Symbol, Sk Modifier_Symbol, \
Sm Math_Symbol, So Other_Symbol, Z Separator, Zl Line_Separator, Zp Paragraph_Separator, \
Zs Space_Separator";

/// Binary properties, each with its short name, between commas. `Changes_When_NFKC_Casefolded` is unknown to the `regex` crate.
const BINARY: &str = "\
ASCII, ASCII_Hex_Digit AHex, Alphabetic Alpha, Any, Assigned, Bidi_Control Bidi_C, Bidi_Mirrored Bidi_M, \
Case_Ignorable CI, Cased, Changes_When_Casefolded CWCF, Changes_When_Casemapped CWCM, \
Changes_When_Lowercased CWL, Changes_When_Titlecased CWT, Changes_When_Uppercased CWU, Dash, \
Default_Ignorable_Code_Point DI, Deprecated Dep, Diacritic Dia, Emoji, Emoji_Component EComp, \
Emoji_Modifier EMod, Emoji_Modifier_Base EBase, Emoji_Presentation EPres, Extended_Pictographic ExtPict, \
Extender Ext, Grapheme_Base Gr_Base, Grapheme_Extend Gr_Ext, Hex_Digit Hex, IDS_Binary_Operator IDSB, \
IDS_Trinary_Operator IDST, ID_Continue IDC, ID_Start IDS, Ideographic Ideo, Join_Control Join_C, \
Logical_Order_Exception LOE, Lowercase Lower, Math, Noncharacter_Code_Point NChar, Pattern_Syntax Pat_Syn, \
Pattern_White_Space Pat_WS, Quotation_Mark QMark, Radical, Regional_Indicator RI, Sentence_Terminal STerm, \
Soft_Dotted SD, Terminal_Punctuation Term, Unified_Ideograph UIdeo, Uppercase Upper, Variation_Selector VS, \
White_Space space, XID_Continue XIDC, XID_Start XIDS";

/// Scripts by both names.
const SCRIPTS: &str = "\
Adlam Adlm Aghb Ahom Anatolian_Hieroglyphs Arab Arabic Armenian Armi Armn Avestan Avst Bali Balinese Bamu \
Bamum Bass Bassa_Vah Batak Batk Beng Bengali Bhaiksuki Bhks Bopo Bopomofo Brah Brahmi Brai Braille Bugi \
Buginese Buhd Buhid Cakm Canadian_Aboriginal Cans Cari Carian Caucasian_Albanian Chakma Cham Cher Cherokee \
Chorasmian Chrs Common Copt Coptic Cpmn Cprt Cuneiform Cypriot Cypro_Minoan Cyrillic Cyrl Deseret Deva \
Devanagari Diak Dives_Akuru Dogr Dogra Dsrt Dupl Duployan Egyp Egyptian_Hieroglyphs Elba Elbasan Elym \
Elymaic Ethi Ethiopic Gara Garay Geor Georgian Glag Glagolitic Gong Gonm Goth Gothic Gran Grantha Greek \
Grek Gujarati Gujr Gukh Gunjala_Gondi Gurmukhi Guru Gurung_Khema Han Hang Hangul Hani Hanifi_Rohingya Hano \
Hanunoo Hatr Hatran Hebr Hebrew Hira Hiragana Hluw Hmng Hmnp Hung Imperial_Aramaic Inherited \
Inscriptional_Pahlavi Inscriptional_Parthian Ital Java Javanese Kaithi Kali Kana Kannada Katakana Kawi \
Kayah_Li Khar Kharoshthi Khitan_Small_Script Khmer Khmr Khoj Khojki Khudawadi Kirat_Rai Kits Knda Krai Kthi \
Lana Lao Laoo Latin Latn Lepc Lepcha Limb Limbu Lina Linb Linear_A Linear_B Lisu Lyci Lycian Lydi Lydian \
Mahajani Mahj Maka Makasar Malayalam Mand Mandaic Mani Manichaean Marc Marchen Masaram_Gondi Medefaidrin \
Medf Meetei_Mayek Mend Mende_Kikakui Merc Mero Meroitic_Cursive Meroitic_Hieroglyphs Miao Mlym Modi Mong \
Mongolian Mro Mroo Mtei Mult Multani Myanmar Mymr Nabataean Nag_Mundari Nagm Nand Nandinagari Narb Nbat \
New_Tai_Lue Newa Nko Nkoo Nshu Nushu Nyiakeng_Puachue_Hmong Ogam Ogham Ol_Chiki Ol_Onal Olck Old_Hungarian \
Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur \
Onao Oriya Orkh Orya Osage Osge Osma Osmanya Ougr Pahawh_Hmong Palm Palmyrene Pau_Cin_Hau Pauc Perm Phag \
Phags_Pa Phli Phlp Phnx Phoenician Plrd Prti Psalter_Pahlavi Qaac Qaai Rejang Rjng Rohg Runic Runr \
Samaritan Samr Sarb Saur Saurashtra Sgnw Sharada Shavian Shaw Shrd Sidd Siddham SignWriting Sind Sinh \
Sinhala Sogd Sogdian Sogo Sora Sora_Sompeng Soyo Soyombo Sund Sundanese Sunu Sunuwar Sylo Syloti_Nagri Syrc \
Syriac Tagalog Tagb Tagbanwa Tai_Le Tai_Tham Tai_Viet Takr Takri Tale Talu Tamil Taml Tang Tangsa Tangut \
Tavt Telu Telugu Tfng Tglg Thaa Thaana Thai Tibetan Tibt Tifinagh Tirh Tirhuta Tnsa Todhri Todr Toto \
Tulu_Tigalari Tutg Ugar Ugaritic Vai Vaii Vith Vithkuqi Wancho Wara Warang_Citi Wcho Xpeo Xsux Yezi Yezidi \
Yi Yiii Zanabazar_Square Zanb Zinh Zyyy";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_one_of_the_regex_crate() {
        let names = [CATEGORIES, BINARY]
            .into_iter()
            .flat_map(|table| table.split([',', ' ']))
            .filter(|name| !name.is_empty())
            .map(str::to_owned);
        let scripts = SCRIPTS.split(' ').map(|name| format!("Script={name}"));
        let extensions = SCRIPTS.split(' ').map(|name| format!("scx={name}"));
        for name in names.chain(scripts).chain(extensions) {
            let translated = translate(&name).unwrap_or_default();
            let compiled = regex::Regex::new(&translated);
            assert!(
                !translated.is_empty() && compiled.is_ok(),
                "{name}: {translated}"
            );
        }
    }

    #[test]
    fn other_names_are_none() {
        for name in [
            "",
            "lu",
            "L&",
            "Greek",
            "IsGreek",
            "InGreek",
            "Latin",
            "alpha",
            "Alnum",
            "Posix",
            "Lu ",
            "gc=",
            "gc=Alpha",
            "Script=greek",
            "sc=",
            "Block=Latin",
            "L_",
            "uppercase letter",
            "Nonsense",
        ] {
            assert_eq!(translate(name), None, "{name}");
        }
    }
}
