//! Draws small pictures of hills under a sky. Equal inputs give equal pictures on every machine.

use crate::model::rng::{Rng, hash};

const WIDTH: u16 = 320;
const HEIGHT: u16 = 200;

type Colour = [f32; 3];

/// Sky above, sky below, light, and the nearest hill.
const PALETTES: [[Colour; 4]; 5] = [
    [[38.0, 52.0, 84.0], [233.0, 187.0, 160.0], [255.0, 236.0, 200.0], [54.0, 84.0, 78.0]],
    [[120.0, 160.0, 178.0], [236.0, 232.0, 214.0], [255.0, 250.0, 232.0], [104.0, 132.0, 92.0]],
    [[26.0, 26.0, 46.0], [92.0, 78.0, 120.0], [244.0, 228.0, 176.0], [30.0, 42.0, 58.0]],
    [[214.0, 150.0, 132.0], [250.0, 222.0, 190.0], [255.0, 244.0, 224.0], [136.0, 84.0, 88.0]],
    [[150.0, 166.0, 190.0], [214.0, 220.0, 226.0], [248.0, 248.0, 250.0], [92.0, 104.0, 118.0]],
];

/// A picture as PNG. The title of the tree selects the palette; a deeper node has a lower sun.
pub(crate) fn draw(words: &str, title: &str, depth: u32) -> Vec<u8> {
    let mut of_tree = Rng::new(hash(title));
    let mut of_node = Rng::new(hash(words));
    let palette = of_tree.pick(&PALETTES).copied().unwrap_or(PALETTES[0]);
    let mut chance = |low: i16, high: i16| {
        let number = of_node.between(i64::from(low), i64::from(high));
        f32::from(i16::try_from(number).unwrap_or(low))
    };
    let sun =
        [chance(40, 280), 40.0 + 14.0 * f32::from(u8::try_from(depth.min(8)).unwrap_or(8)), chance(12, 26)];
    let clouds: Vec<[f32; 3]> = (0..9).map(|_| [chance(0, 320), chance(15, 95), chance(12, 34)]).collect();
    let hills: Vec<[f32; 3]> =
        (0..4_u8).map(|at| [100.0 + 24.0 * f32::from(at), chance(6, 22), chance(0, 628) / 100.0]).collect();

    let mut pixels = Vec::with_capacity(usize::from(WIDTH) * usize::from(HEIGHT) * 3);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let colour = pixel(f32::from(x), f32::from(y), &palette, sun, &clouds, &hills);
            pixels.extend(colour.map(channel));
        }
    }
    encode(&pixels)
}

fn mix(from: Colour, to: Colour, share: f32) -> Colour {
    let share = share.clamp(0.0, 1.0);
    std::array::from_fn(|at| from[at] + (to[at] - from[at]) * share)
}

/// How near a point is to the centre of a circle: 0 at the edge or outside, 1 at the centre.
fn inside(x: f32, y: f32, [cx, cy, radius]: [f32; 3]) -> f32 {
    let (dx, dy) = (x - cx, y - cy);
    1.0 - ((dx * dx + dy * dy).sqrt() / radius).min(1.0)
}

fn pixel(
    x: f32,
    y: f32,
    palette: &[Colour; 4],
    sun: [f32; 3],
    clouds: &[[f32; 3]],
    hills: &[[f32; 3]],
) -> Colour {
    let mut colour = mix(palette[0], palette[1], y / 150.0);
    colour = mix(colour, palette[2], inside(x, y, [sun[0], sun[1], sun[2] * 3.0]) * 0.5);
    colour = mix(colour, palette[2], inside(x, y, sun) * 4.0);
    for cloud in clouds {
        colour = mix(colour, palette[2], inside(x, y * 1.4, [cloud[0], cloud[1] * 1.4, cloud[2]]) * 0.55);
    }
    let mut nearness = 0.25;
    for [base, height, shift] in hills {
        let edge =
            base + height * ((x / 46.0) + shift).sin() + height * 0.4 * ((x / 17.0) + shift * 2.0).sin();
        if y > edge {
            colour = mix(palette[1], palette[3], nearness + (y - edge) / 400.0);
            // A dashed line just below the edge.
            if (y - edge - 5.0).abs() < 0.8 && (x / 6.0).fract() < 0.55 {
                colour = mix(colour, palette[2], 0.7);
            }
        }
        nearness += 0.25;
    }
    colour
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value has just been clamped to what a byte holds"
)]
fn channel(value: f32) -> u8 {
    value.clamp(0.0, 255.0) as u8
}

/// The pixels as PNG; empty if the encoder fails, which does not happen at this size.
fn encode(pixels: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, u32::from(WIDTH), u32::from(HEIGHT));
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(pixels)?;
        writer.finish()
    });
    if written.is_err() {
        out.clear();
    }
    out
}
