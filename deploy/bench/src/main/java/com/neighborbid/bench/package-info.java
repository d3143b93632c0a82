/// Benchmarks of the whole: how many bids are answered in a second and how soon, and what thousands
/// of viewers see of them; how many pages are read, and how long one takes among a million
/// auctions; beside references that run on the same machine in the same run.
///
/// ```
/// BenchMain ─▶ Rows ─▶ stack: starts NeighborBid, makes people and auctions
///                │───▶ load: drives bids over WebSocket, REST or straight into the log; reads pages
///                │───▶ viewers: thousands who look on, over WebSocket
///                │───▶ reference: the row-lock way; a bare Netty room; nginx
///                │───▶ measure: time, CPU and memory by process, medians
///                └───▶ report: Markdown and a plot
/// micro: the pure core and the codecs alone, by JMH
/// ```
@NullMarked
package com.neighborbid.bench;

import org.jspecify.annotations.NullMarked;
