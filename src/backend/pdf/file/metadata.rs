//! The metadata: XMP (ISO 16684-1), the information dictionary with the same content, and the output intent.

use lopdf::{Dictionary, Document as Objects, Object, ObjectId, Stream, dictionary, text_string};
use xmp_writer::{DateTime, LangId, Timezone, XmpWriter};

use crate::backend::pdf::file::srgb;
use crate::backend::pdf::options::{Archive, PdfStandard};
use crate::document::{CalendarTime, Meta};

/// The program, as `Creator` and `Producer`.
const PROGRAM: &str = concat!("pamphlet ", env!("CARGO_PKG_VERSION"));

/// What the metadata is made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FileMetadata<'a> {
    /// The metadata of the publication.
    pub(crate) meta: &'a Meta,
    /// The standards that the file meets and may claim.
    pub(crate) standard: PdfStandard,
    /// The creation date, in seconds since 1970 UTC.
    pub(crate) created: u64,
}

/// Adds the XMP metadata.
pub(crate) fn add_metadata(objects: &mut Objects, metadata: FileMetadata<'_>) -> ObjectId {
    let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    objects.add_object(Stream::new(dictionary, xmp(metadata).into_bytes()))
}

/// The XMP packet.
fn xmp(metadata: FileMetadata<'_>) -> String {
    let FileMetadata { meta, standard, created } = metadata;
    let mut xmp = XmpWriter::new();
    let date = xmp_date(created);
    xmp.format("application/pdf");
    if !meta.title.is_empty() {
        xmp.title([(Some(LangId("x-default")), meta.title.as_str())]);
    }
    let authors: Vec<&str> = meta.authors().collect();
    if !authors.is_empty() {
        xmp.creator(authors);
    }
    if let Some(description) = &meta.description {
        xmp.description([(Some(LangId("x-default")), description.as_str())]);
    }
    if let Some(rights) = &meta.rights {
        xmp.rights([(Some(LangId("x-default")), rights.as_str())]);
    }
    if let Some(publisher) = &meta.publisher {
        xmp.publisher([publisher.as_str()]);
    }
    if let Some(identifier) = &meta.identifier {
        xmp.identifier(identifier);
    }
    if !meta.subjects.is_empty() {
        xmp.subject(meta.subjects.iter().map(String::as_str));
        xmp.pdf_keywords(&meta.subjects.join(", "));
    }
    xmp.language([LangId(meta.lang.as_str())]);
    xmp.creator_tool(PROGRAM).producer(PROGRAM);
    xmp.create_date(date).modify_date(date).metadata_date(date);
    claim(&mut xmp, standard);
    xmp.finish(None)
}

/// Claims the standards that the file meets.
fn claim(xmp: &mut XmpWriter<'_>, standard: PdfStandard) {
    if let Some(archive) = standard.archive {
        xmp.pdfa_part(match archive {
            Archive::A2a => 2,
            Archive::A3a => 3,
        });
        xmp.pdfa_conformance("A");
    }
    if standard.accessible {
        xmp.pdfua_part(1);
        if standard.archive.is_some() {
            // An archived file describes what PDF/A does not know (ISO 19005-2, 6.6.2.3).
            xmp.extension_schemas().pdfua_id().properties().describe_part();
        }
    }
}

/// Adds the information dictionary (ISO 32000-1, 14.3.3).
pub(crate) fn add_information(objects: &mut Objects, metadata: FileMetadata<'_>) -> ObjectId {
    let FileMetadata { meta, created, .. } = metadata;
    let date = Object::string_literal(pdf_date(created));
    let mut dictionary = Dictionary::new();
    let mut set = |key: &str, text: &str| {
        if !text.is_empty() {
            dictionary.set(key, text_string(text));
        }
    };
    set("Title", &meta.title);
    set("Author", &meta.authors().collect::<Vec<_>>().join(", "));
    set("Subject", meta.description.as_deref().unwrap_or(""));
    set("Keywords", &meta.subjects.join(", "));
    set("Creator", PROGRAM);
    set("Producer", PROGRAM);
    dictionary.set("CreationDate", date.clone());
    dictionary.set("ModDate", date);
    objects.add_object(dictionary)
}

/// Adds the output intent: the colours of the device are those of sRGB (ISO 19005-2, 6.2.3).
pub(crate) fn add_output_intent(objects: &mut Objects) -> Object {
    let profile = Stream::new(dictionary! { "N" => 3 }, srgb::profile());
    let profile = objects.add_object(profile);
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    Object::Array(vec![intent.into()])
}

/// A timestamp, in seconds since 1970 UTC, as in `D:20191130120000Z` (ISO 32000-1, 7.9.4).
pub(crate) fn pdf_date(seconds: u64) -> String {
    let CalendarTime { year, month, day, hour, minute, second } = CalendarTime::from_timestamp(seconds);
    format!("D:{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z")
}

/// A timestamp, in seconds since 1970 UTC, as XMP has it.
fn xmp_date(seconds: u64) -> DateTime {
    let CalendarTime { year, month, day, hour, minute, second } = CalendarTime::from_timestamp(seconds);
    DateTime {
        year,
        month: Some(month),
        day: Some(day),
        hour: Some(hour),
        minute: Some(minute),
        second: Some(second),
        timezone: Some(Timezone::Utc),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn creation_date_in_pdf_syntax() {
        assert_eq!(pdf_date(1_575_115_199), "D:20191130115959Z");
    }

    #[test]
    fn file_claims_the_standards_it_meets() {
        let meta = Meta { title: "A & B".to_owned(), ..Meta::default() };
        let packet = |standard| xmp(FileMetadata { meta: &meta, standard, created: 0 });
        let full = packet(PdfStandard::default());
        assert!(
            full.contains("<pdfaid:part>2</pdfaid:part>") && full.contains("<pdfuaid:part>1</pdfuaid:part>")
        );
        assert!(full.contains("A &amp; B"));
        let none = packet(PdfStandard::NONE);
        assert!(!none.contains("pdfaid") && !none.contains("pdfuaid"));
    }
}
