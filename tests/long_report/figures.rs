//! The figures of the report: charts as SVG, and maps of depths as PNG.

/// A chart of bars, with its scale and the names of its columns.
pub(super) fn bars(title: &str, values: &[u32]) -> String {
    let top = values.iter().max().copied().unwrap_or(1).max(1);
    let mut body = String::new();
    for (at, value) in values.iter().enumerate() {
        let (x, height) = (40 + at * 44, value * 150 / top);
        let y = 170 - height;
        body.push_str(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"30\" height=\"{height}\" fill=\"#2f6f8f\"/>\
             <text x=\"{}\" y=\"186\" font-size=\"11\" text-anchor=\"middle\">{}</text>",
            x + 15,
            2010 + at
        ));
    }
    drawing(title, &body)
}

/// A line through values, with a grid.
pub(super) fn line(title: &str, values: &[u32]) -> String {
    let top = values.iter().max().copied().unwrap_or(1).max(1);
    let points: Vec<String> = values
        .iter()
        .enumerate()
        .map(|(at, value)| format!("{},{}", 40 + at * 44, 170 - value * 150 / top))
        .collect();
    let grid: String = (0..4)
        .map(|at| {
            let y = 20 + at * 50;
            format!("<path d=\"M36 {y}H440\" stroke=\"#c8c8c8\"/>")
        })
        .collect();
    let path = points.join(" ");
    let body =
        format!("{grid}<polyline points=\"{path}\" fill=\"none\" stroke=\"#8f3f2f\" stroke-width=\"3\"/>");
    drawing(title, &body)
}

fn drawing(title: &str, body: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"460\" height=\"200\" viewBox=\"0 0 460 200\">\
         <title>{title}</title><path d=\"M36 20V170H440\" fill=\"none\" stroke=\"#404040\"/>{body}</svg>\n"
    )
}

/// Depths in shades of blue, by a sum of waves.
pub(super) fn depths(seed: u32) -> Vec<u8> {
    const SIZE: (u32, u32) = (360, 180);
    let mut pixels = Vec::new();
    for y in 0..SIZE.1 {
        for x in 0..SIZE.0 {
            // Whole numbers, so that each machine draws the same.
            let wave = (x * (seed % 5 + 2) / 3 + y * y / 40 + (x * y) / (90 + seed)) % 160;
            let shade = wave.abs_diff(80);
            let shade = u8::try_from(shade).unwrap_or(80);
            pixels.extend([90 + shade, 130 + shade, 160 + shade]);
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, SIZE.0, SIZE.1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&pixels).expect("pixels");
    drop(writer);
    bytes
}
