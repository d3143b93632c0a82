/// The pictures of auctions: taken in, checked, made into sizes in the background, handed out.
///
/// ```
/// upload -> content: is it a picture, how large -> row RECEIVING -> store -> row PENDING + task, one transaction
/// task   -> pixels: decode, turn, strip, scale  -> store -> row READY (or FAILED)
/// ```
///
/// `content` reads files without decoding them, `pixels` decodes and draws, `store` is where files
/// are kept, `web` is the HTTP side.
@NullMarked
package com.neighborbid.auction.image;

import org.jspecify.annotations.NullMarked;
