/// How the gateway tells that it cannot serve a request: RFC 9457 problem details in the reader's
/// language.
@NullMarked
package com.neighborbid.gateway.problem;

import org.jspecify.annotations.NullMarked;
