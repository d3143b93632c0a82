/// Benchmarks of the whole: how many bids are answered in a second and how soon, beside a reference
/// that runs on the same machine in the same run.
///
/// ```
/// BenchMain ─▶ Rows ─▶ stack: starts NeighborBid, makes people and auctions
///                │───▶ load: drives bids over WebSocket, REST or straight into the log
///                │───▶ reference: the row-lock way
///                │───▶ measure: time, CPU and memory by process, medians
///                └───▶ report: Markdown and a plot
/// micro: the pure core and the codecs alone, by JMH
/// ```
@NullMarked
package com.neighborbid.bench;

import org.jspecify.annotations.NullMarked;
