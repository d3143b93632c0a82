/// Breaks a whole running system on purpose, again and again, while people use it, and then asks
/// whether money and bids have survived.
///
/// ```
/// ChaosMain → Campaign ─┬▶ stack   every part as a process, a proxy on every connection between them
///                       ├▶ load    people who bid, pay in, list and watch; everything is recorded
///                       ├▶ fault   one per round, drawn from the seed, damaged and mended
///                       ├▶ Prober  how long until a bid counts again
///                       └▶ check   what was said against the rows, the audit, the replay → report
/// ```
@NullMarked
package com.neighborbid.chaos;

import org.jspecify.annotations.NullMarked;
