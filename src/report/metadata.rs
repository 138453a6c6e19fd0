//! Metadata for catalogues: schema.org as JSON-LD, ONIX 3 (accessibility codes of list 196), and the package of an EPUB.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::report::evidence::{Evidence, EvidenceFile};

/// The media type of a format.
fn media_type(format: &str) -> &'static str {
    match format {
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "html" => "text/html",
        _ => "text/plain",
    }
}

/// The publication for schema.org, with its files.
pub fn json_ld(evidence: &Evidence) -> String {
    let all = |name: &str| evidence.claimed(name).map(Value::from).collect::<Vec<Value>>();
    let sufficient: Vec<Value> = evidence
        .claimed("accessModeSufficient")
        .map(|it| json!({ "@type": "ItemList", "itemListElement": it.split(',').collect::<Vec<_>>() }))
        .collect();
    let file = |it: &EvidenceFile| {
        json!({
            "@type": "MediaObject", "name": it.file, "encodingFormat": media_type(&it.format),
            "sha256": it.sha256, "conformsTo": it.claims,
        })
    };
    let person = |name: &String| json!({ "@type": "Person", "name": name });
    let contact = &evidence.answers.contact;
    let point = json!({
        "@type": "ContactPoint", "contactType": "accessibility", "email": contact.email, "name": contact.name,
        "url": contact.website,
    });
    let point = (!contact.email.is_empty() || !contact.website.is_empty()).then_some(point);
    let value = json!({
        "@context": "https://schema.org", "@type": "CreativeWork", "name": evidence.title,
        "description": evidence.description, "inLanguage": evidence.language, "identifier": evidence.identifier,
        "url": evidence.url, "datePublished": evidence.date,
        "author": evidence.authors.iter().map(person).collect::<Vec<_>>(),
        "publisher": evidence.publisher.as_ref().map(|it| json!({ "@type": "Organization", "name": it })),
        "accessMode": all("accessMode"), "accessModeSufficient": sufficient,
        "accessibilityFeature": all("accessibilityFeature"), "accessibilityHazard": all("accessibilityHazard"),
        "accessibilitySummary": evidence.claimed("accessibilitySummary").next(), "contactPoint": point,
        "associatedMedia": evidence.files.iter().map(file).collect::<Vec<_>>(),
    });
    format!("{:#}\n", without_nulls(value))
}

/// A value without the members that say nothing.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let said = members.into_iter().filter(|(_, it)| match it {
                Value::Null => false,
                Value::String(text) => !text.is_empty(),
                Value::Array(list) => !list.is_empty(),
                Value::Bool(_) | Value::Number(_) | Value::Object(_) => true,
            });
            Value::Object(said.map(|(name, it)| (name, without_nulls(it))).collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(without_nulls).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}

/// The codes of ONIX, list 196, that hold for a file, each with its description.
fn codes(file: &EvidenceFile, evidence: &Evidence) -> Vec<(&'static str, Option<String>)> {
    let contact = &evidence.answers.contact;
    let mut codes = vec![("00", evidence.claimed("accessibilitySummary").next().map(str::to_owned))];
    codes.retain(|it| it.1.is_some());
    let is_epub = file.format == "epub";
    let has = |name: &str| evidence.claimed("accessibilityFeature").any(|it| it == name);
    let by_text = evidence.claimed("accessModeSufficient").any(|it| it == "textual");
    let is_marked = is_epub || file.format == "html" || file.is_tagged && file.format == "pdf";
    let holds = [
        (file.claims.iter().any(|it| it == "PDF/UA-1"), "05"),
        (file.claims.iter().any(|it| it == "PDF/UA-2"), "06"),
        (is_epub || file.format == "html", "10"),
        (is_marked && has("tableOfContents"), "11"),
        (is_marked, "13"),
        (is_marked && has("alternativeText"), "14"),
        (is_epub && has("pageNavigation"), "19"),
        (is_marked && !evidence.language.is_empty(), "22"),
        (is_marked && has("structuralNavigation"), "29"),
        (is_epub || file.format == "html", "30"),
        (is_epub || file.format == "html", "36"),
        (is_marked && by_text, "52"),
    ];
    codes.extend(holds.into_iter().filter(|it| it.0).map(|it| (it.1, None)));
    codes.extend((!contact.website.is_empty()).then(|| ("96", Some(contact.website.clone()))));
    codes.extend((!contact.email.is_empty()).then(|| ("99", Some(contact.email.clone()))));
    codes
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A message of ONIX 3.0 with a product for each file that is proved: what a catalogue takes over into its own records.
pub fn onix(evidence: &Evidence) -> String {
    let sender = evidence.publisher.as_deref().or(evidence.authors.first().map(String::as_str));
    // A date may be a year or a month.
    let date = evidence.date.as_deref().unwrap_or("1980").replace('-', "");
    let date = format!("{date}{}", "0101".get(date.len().saturating_sub(4)..).unwrap_or_default());
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <ONIXMessage xmlns=\"http://ns.editeur.org/onix/3.0/reference\" release=\"3.0\">\n  <Header>\n    <Sender>\n      \
         <SenderName>{}</SenderName>\n    </Sender>\n    <SentDateTime>{date}</SentDateTime>\n  </Header>\n",
        escaped(sender.unwrap_or(&evidence.title))
    );
    for file in evidence.files.iter().filter(|it| it.is_proved()) {
        product(&mut out, file, evidence);
    }
    out + "</ONIXMessage>\n"
}

fn product(out: &mut String, file: &EvidenceFile, evidence: &Evidence) {
    // E-publication detail, list 175.
    let detail = match file.format.as_str() {
        "pdf" => "E107",
        "epub" => "E101",
        "html" => "E105",
        _ => "E112",
    };
    let identifier = evidence.identifier.as_deref().unwrap_or(&evidence.slug);
    let _ = write!(
        out,
        "  <Product>\n    <RecordReference>{}</RecordReference>\n    <NotificationType>03</NotificationType>\n    \
         <ProductIdentifier>\n      <ProductIDType>01</ProductIDType>\n      <IDTypeName>SHA-256</IDTypeName>\n      \
         <IDValue>{}</IDValue>\n    </ProductIdentifier>\n    <DescriptiveDetail>\n      \
         <ProductComposition>00</ProductComposition>\n      <ProductForm>EA</ProductForm>\n      \
         <ProductFormDetail>{detail}</ProductFormDetail>\n",
        escaped(&format!("{identifier}:{}", file.edition)),
        file.sha256.as_deref().unwrap_or_default(),
    );
    for (code, description) in codes(file, evidence) {
        let description = description.map_or(String::new(), |it| {
            format!(
                "\n        <ProductFormFeatureDescription>{}</ProductFormFeatureDescription>",
                escaped(&it)
            )
        });
        let _ = write!(
            out,
            "      <ProductFormFeature>\n        <ProductFormFeatureType>09</ProductFormFeatureType>\n        \
             <ProductFormFeatureValue>{code}</ProductFormFeatureValue>{description}\n      </ProductFormFeature>\n"
        );
    }
    let _ = write!(
        out,
        "      <TitleDetail>\n        <TitleType>01</TitleType>\n        <TitleElement>\n          \
         <TitleElementLevel>01</TitleElementLevel>\n          <TitleText>{}</TitleText>\n        </TitleElement>\n      \
         </TitleDetail>\n    </DescriptiveDetail>\n  </Product>\n",
        escaped(&evidence.title)
    );
}

/// The metadata for the package document of an EPUB, with the contact. EPUBCheck 5.3 does not know `a11y:contactEmail`
/// and refuses a book that has it, so the program writes it here and not into the book.
pub fn package(evidence: &Evidence) -> String {
    let mut out = String::from("<!-- For the package document of an EPUB (EPUB Accessibility 1.1). -->\n");
    for (name, value) in &evidence.claims {
        let _ = writeln!(out, "<meta property=\"schema:{name}\">{}</meta>", escaped(value));
    }
    let email = &evidence.answers.contact.email;
    if !email.is_empty() {
        let _ = writeln!(out, "<meta property=\"a11y:contactEmail\">{}</meta>", escaped(email));
    }
    out
}
