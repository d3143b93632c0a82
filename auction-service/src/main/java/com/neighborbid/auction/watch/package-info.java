/// Who watches which auction, and how the end of a watched auction is announced.
///
/// ```
/// every few seconds, in one instance:
///   watch + auction.ends_at ─▶ ending_notice (once per person and auction, one transaction)
///   ending_notice ─▶ Redis user:{id}      open sockets; not after the end
///                 └▶ auction.notices      for the person's notifications; until acknowledged
/// ```
@NullMarked
package com.neighborbid.auction.watch;

import org.jspecify.annotations.NullMarked;
