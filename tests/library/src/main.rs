//! Makes a PDF of a Markdown file, and an edition of a format of its own.

use pamphlet::backend::{Context, OutputFile};
use pamphlet::{Backend, BuildOptions, Diagnostics, Document, Project};

/// The number of its blocks.
struct Count;

impl Backend for Count {
    fn id(&self) -> &str {
        "count"
    }

    fn media_type(&self) -> &str {
        "text/plain"
    }

    fn render(&self, cx: &Context, document: &Document, _: &mut Diagnostics) -> anyhow::Result<Vec<OutputFile>> {
        let bytes = format!("{}\n", document.blocks.len()).into_bytes();
        Ok(vec![OutputFile { path: self.entry(cx.stem, cx.settings), bytes }])
    }
}

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (source, output) = (arguments.next().unwrap_or_default(), arguments.next().unwrap_or_default());
    let mut project = Project::open(source)?;
    project.add(Count);
    let built = project.build(&BuildOptions::default())?;
    for file in built.write(output)? {
        println!("{}", file.display());
    }
    Ok(())
}
