use super::*;

fn read_in(text: &str, dialect: &CsvDialect, step: usize) -> Vec<Result<Vec<String>, String>> {
    /// Hands over a few bytes at a time.
    struct Steps<'a>(&'a [u8], usize);
    impl Read for Steps<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }
    let mut reader = CsvReader::new(Steps(text.as_bytes(), step), CsvFormat::new(dialect), 1, false);
    let mut records = Vec::new();
    let mut scratch = Vec::new();
    loop {
        match reader.advance() {
            Ok(true) => {
                let fields = reader.fields().to_vec();
                let texts = fields.iter().map(|field| {
                    let bytes = reader.bytes(field, &mut scratch).to_vec();
                    String::from_utf8(bytes).unwrap()
                });
                records.push(Ok(texts.collect()));
            }
            Ok(false) => return records,
            Err(error) => records.push(Err(error.to_string())),
        }
    }
}

fn read(text: &str) -> Vec<Result<Vec<String>, String>> {
    read_in(text, &CsvDialect::default(), 3)
}

fn fields(names: &[&str]) -> Result<Vec<String>, String> {
    Ok(names.iter().map(|name| (*name).to_owned()).collect())
}

#[test]
fn records_end_where_they_end() {
    assert_eq!(
        read("a,b\r\n1,\"x,\"\"y\"\"\nz\"\n\n,\n2"),
        [
            fields(&["a", "b"]),
            fields(&["1", "x,\"y\"\nz"]),
            fields(&["", ""]),
            fields(&["2"]),
        ]
    );
    assert_eq!(read("\"\"\"\""), [fields(&["\""])]);
    assert_eq!(
        read("5\" pipe,x\n\"\",y\r\n"),
        [fields(&["5\" pipe", "x"]), fields(&["", "y"])]
    );
    assert_eq!(read(""), []);
    assert_eq!(read("\n\n"), []);
}

#[test]
fn a_broken_record_spoils_itself_only() {
    assert_eq!(
        read("a,\"b\"c\nd,e\n"),
        [
            Err("line 1: text behind a closing quote".to_owned()),
            fields(&["d", "e"]),
        ]
    );
    assert_eq!(
        read("a\n\"b\nc\n"),
        [
            fields(&["a"]),
            Err("line 2: text behind a closing quote".to_owned()),
            fields(&["c"]),
        ]
    );
}

#[test]
fn other_delimiters() {
    let dialect = CsvDialect {
        delimiter: "||".to_owned(),
        quote: String::new(),
        ..CsvDialect::default()
    };
    let expected = [fields(&["a|", "\"b\"", ""]), fields(&["c"])];
    assert_eq!(read_in("a|||\"b\"||\nc\n", &dialect, 1)[1], expected[1]);
    let tabs = CsvDialect {
        delimiter: "\\t".to_owned(),
        ..CsvDialect::default()
    };
    assert_eq!(read_in("a\tb\n", &tabs, 1), [fields(&["a", "b"])]);
}

#[test]
fn pieces_begin_at_records() {
    let text: String = (0..1000)
        .map(|n| format!("{n},\"line\n{n}\"\" \",5\" pipe\n"))
        .collect();
    let format = || CsvFormat::new(&CsvDialect::default());
    let mut whole = CsvReader::new(text.as_bytes(), format(), 1, false);
    let ends = split(&mut whole, 0, 500).unwrap();
    assert!(ends.len() > 20);
    let mut count = 0;
    let mut start = (0, 1);
    for end in ends.into_iter().chain([(text.len() as u64, 2001)]) {
        let piece = &text.as_bytes()[start.0 as usize..end.0 as usize];
        let mut reader = CsvReader::new(piece, format(), start.1, false);
        while reader.advance().unwrap() {
            let field = reader.fields()[0];
            assert_eq!(reader.plain(&field).unwrap(), count.to_string().as_bytes());
            assert_eq!(reader.line(), 1 + 2 * count);
            count += 1;
        }
        start = end;
    }
    assert_eq!(count, 1000);
}
