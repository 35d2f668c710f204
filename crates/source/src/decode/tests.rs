use super::*;

fn kinds(decoded: &Decoded) -> Vec<&DecodeProblemKind> {
    decoded.problems.iter().map(|problem| &problem.kind).collect()
}

/// Two bytes per unit, as `SET ENCODING` exports of Windows tools write them.
fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

#[test]
fn stray_nuls_of_a_text_are_blanks() {
    let text = "create table t (a number); -- ".repeat(10);
    let bytes = format!("{text}\0é{text}\n\0\0\0\0");
    for hint in [None, Some("AL32UTF8")] {
        let decoded = decode(bytes.as_bytes(), hint);
        assert_eq!(decoded.text, bytes.replace('\0', " "));
        assert_eq!(kinds(&decoded), [&DecodeProblemKind::Nuls(5)]);
        assert_eq!(decoded.problems[0].byte_offset, 300);
        assert_eq!(decoded.problems[0].range, TextRange::new(300.into(), 301.into()));
    }
}

#[test]
fn nuls_of_utf16_are_counted_in_its_bytes() {
    let bytes = utf16("\u{feff}\u{5458}\u{5de5}\u{1f600}\0x", u16::to_le_bytes);
    let decoded = decode(&bytes, None);
    assert_eq!(decoded.text, "\u{5458}\u{5de5}\u{1f600} x");
    assert_eq!(kinds(&decoded), [&DecodeProblemKind::Nuls(1)]);
    assert_eq!(decoded.problems[0].byte_offset, 10);
    assert_eq!(decoded.problems[0].range, TextRange::new(10.into(), 11.into()));
}

#[test]
fn lines_that_end_with_cr_alone_end_with_lf() {
    let decoded = decode(b"-- one\rselect 1\r\rfrom dual;\r", None);
    assert_eq!(decoded.text, "-- one\nselect 1\n\nfrom dual;\n");
    let mixed = "-- one\rtwo\nselect 1\nfrom dual;\n";
    assert_eq!(decode(mixed.as_bytes(), None).text, mixed);
}

#[test]
fn utf16_of_letters_with_zero_bytes() {
    let text = "comment on table t is '\u{4e00}\u{4e00}\u{3000}\u{100}';\n";
    for to_bytes in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
        assert_eq!(decode(&utf16(text, to_bytes), None).text, text);
    }
    let long = "x\u{1f601}".repeat(20_000) + &" ".repeat(20_000);
    let shifted = format!("-{long}");
    for text in [&long, &shifted] {
        assert!(decode(&utf16(text, u16::to_be_bytes), None).text == *text);
    }
}

#[test]
fn plain_utf8_keeps_every_character_and_line_end() {
    let decoded = decode("select 'é'\r\nfrom dual;\r".as_bytes(), None);
    assert_eq!(decoded.text, "select 'é'\r\nfrom dual;\r");
    assert_eq!((decoded.encoding, decoded.problems.len()), ("UTF-8", 0));
}

#[test]
fn utf8_byte_order_mark_is_taken_off() {
    let decoded = decode(b"\xef\xbb\xbfselect 1 from dual;", None);
    assert_eq!(decoded.text, "select 1 from dual;");
    assert_eq!((decoded.encoding, decoded.problems.len()), ("UTF-8", 0));
}

#[test]
fn utf16_with_and_without_byte_order_mark() {
    let text = "create table größe (id number);\r\n";
    for (to_bytes, mark, name) in [
        (u16::to_le_bytes as fn(u16) -> [u8; 2], [0xff, 0xfe], "UTF-16LE"),
        (u16::to_be_bytes as fn(u16) -> [u8; 2], [0xfe, 0xff], "UTF-16BE"),
    ] {
        let bare = utf16(text, to_bytes);
        let marked: Vec<u8> = mark.into_iter().chain(bare.iter().copied()).collect();
        for bytes in [bare, marked] {
            let decoded = decode(&bytes, None);
            assert_eq!(decoded.text, text);
            assert_eq!((decoded.encoding, decoded.problems.len()), (name, 0));
        }
    }
}

#[test]
fn utf16_cut_in_the_middle_of_a_unit_is_reported() {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(utf16("ok;", u16::to_le_bytes));
    bytes.push(b'x');
    let decoded = decode(&bytes, None);
    assert_eq!(decoded.text, "ok;\u{fffd}");
    assert_eq!(kinds(&decoded), [&DecodeProblemKind::Undecodable(vec![b'x'])]);
    assert_eq!(decoded.problems[0].byte_offset, 8);
    assert_eq!(decoded.problems[0].range, TextRange::new(3.into(), 6.into()));
}

#[test]
fn western_windows_code_page_is_guessed_and_said_to_be_a_guess() {
    let bytes = b"-- L\xe4nge und Gr\xf6\xdfe der Stra\xdfe, f\xfcr Stra\xdfenk\xf6rper\r\nselect 'M\xfcller' from dual;";
    let decoded = decode(bytes, None);
    assert!(
        decoded.text.starts_with("-- Länge und Größe der Straße"),
        "{}",
        decoded.text
    );
    assert_eq!(decoded.encoding, "windows-1252");
    assert_eq!(kinds(&decoded), [&DecodeProblemKind::Guessed]);
}

#[test]
fn cyrillic_windows_code_page_is_guessed() {
    // "таблица сотрудников и отделов предприятия" in windows-1251.
    let bytes = b"-- \xf2\xe0\xe1\xeb\xe8\xf6\xe0 \xf1\xee\xf2\xf0\xf3\xe4\xed\xe8\xea\xee\xe2 \xe8 \xee\xf2\xe4\xe5\xeb\xee\xe2 \xef\xf0\xe5\xe4\xef\xf0\xe8\xff\xf2\xe8\xff\n";
    let decoded = decode(bytes, None);
    assert_eq!(decoded.text, "-- таблица сотрудников и отделов предприятия\n");
    assert_eq!(decoded.encoding, "windows-1251");
    assert_eq!(kinds(&decoded), [&DecodeProblemKind::Guessed]);
}

#[test]
fn simplified_chinese_code_page_is_guessed() {
    // "员工信息表，保存所有员工的姓名和工资" in GBK.
    let bytes = b"-- \xd4\xb1\xb9\xa4\xd0\xc5\xcf\xa2\xb1\xed\xa3\xac\xb1\xa3\xb4\xe6\xcb\xf9\xd3\xd0\xd4\xb1\xb9\xa4\xb5\xc4\xd0\xd5\xc3\xfb\xba\xcd\xb9\xa4\xd7\xca\n";
    let decoded = decode(bytes, None);
    assert_eq!(decoded.text, "-- 员工信息表，保存所有员工的姓名和工资\n");
    assert_eq!(decoded.encoding, "GBK");
}

#[test]
fn the_hint_decides_where_nothing_in_the_file_does() {
    let bytes = b"select '\xe9' from dual;";
    let decoded = decode(bytes, Some("AMERICAN_AMERICA.CL8MSWIN1251"));
    assert_eq!(decoded.text, "select 'й' from dual;");
    assert_eq!((decoded.encoding, decoded.problems.len()), ("windows-1251", 0));
}

#[test]
fn a_byte_order_mark_wins_over_the_hint_and_unknown_hints_are_reported() {
    let contradicted = decode(b"\xef\xbb\xbfx", Some("WE8MSWIN1252"));
    assert_eq!(kinds(&contradicted), [&DecodeProblemKind::HintContradicted]);
    assert_eq!(contradicted.text, "x");
    let unknown = decode(b"x", Some("WE8EBCDIC37"));
    assert_eq!(kinds(&unknown), [&DecodeProblemKind::UnknownHint]);
}

#[test]
fn bytes_that_the_hinted_encoding_lacks_are_reported_one_by_one() {
    let decoded = decode(b"a\xffb\xc3", Some("AL32UTF8"));
    assert_eq!(decoded.text, "a\u{fffd}b\u{fffd}");
    let found: Vec<_> = decoded
        .problems
        .iter()
        .map(|problem| (problem.byte_offset, problem.range, &problem.kind))
        .collect();
    assert_eq!(
        found,
        [
            (
                1,
                TextRange::new(1.into(), 4.into()),
                &DecodeProblemKind::Undecodable(vec![0xff])
            ),
            (
                3,
                TextRange::new(5.into(), 8.into()),
                &DecodeProblemKind::Undecodable(vec![0xc3])
            ),
        ]
    );
}

#[test]
fn one_damaged_byte_does_not_turn_utf8_into_another_encoding() {
    let decoded = decode(
        b"-- Gr\xc3\xb6\xc3\x9fe f\xc3\xbcr die Stra\xc3\x9fe \xe4\n",
        None,
    );
    assert_eq!(decoded.text, "-- Größe für die Straße \u{fffd}\n");
    assert_eq!(kinds(&decoded), [&DecodeProblemKind::Undecodable(vec![0xe4])]);
}

#[test]
fn binary_files_have_no_text() {
    for (bytes, kind, offset) in [
        (&b"\x7fELF\x02\x01\x01\x00"[..], "ELF program", 0),
        (b"PK\x03\x04\x14\x00", "ZIP archive", 0),
        (b"\x03\x03iEXPORT:V11.02.00\n", "Oracle export (exp) dump", 0),
        (
            b"create table t\x00\x01\x02\x03\x00\x05\x06",
            "file with NUL bytes",
            14,
        ),
        (b"\xff\xfe\x00\x00s\x00\x00\x00", "UTF-32 text", 0),
    ] {
        let decoded = decode(bytes, None);
        assert_eq!((decoded.text.as_str(), decoded.encoding), ("", "binary"));
        assert_eq!(kinds(&decoded), [&DecodeProblemKind::Binary(kind)]);
        assert_eq!(decoded.problems[0].byte_offset, offset);
    }
}

#[test]
fn a_hint_does_not_make_a_binary_file_text() {
    let decoded = decode(b"select 1\x00\x01", Some("AL32UTF8"));
    assert_eq!(
        kinds(&decoded),
        [&DecodeProblemKind::Binary("file with NUL bytes")]
    );
}

#[test]
fn an_empty_file_is_empty_text() {
    assert_eq!(
        decode(b"", None),
        Decoded {
            text: String::new(),
            encoding: "UTF-8",
            problems: vec![]
        }
    );
}
