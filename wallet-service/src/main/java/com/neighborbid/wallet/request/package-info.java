/// Asking the engine over HTTP: a request is appended to the log, and answered when decided.
///
/// [LogRequests] is the flow. A request has an id that is the same for a repeat, wherever and
/// however often it is sent.
@NullMarked
package com.neighborbid.wallet.request;

import org.jspecify.annotations.NullMarked;
