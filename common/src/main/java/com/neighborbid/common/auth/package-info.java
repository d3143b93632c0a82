/// Who is asking: verification of access tokens with the keys user-service publishes.
///
/// [TokenVerifier] and its [KeySource] are plain classes for servlets and sockets alike; the
/// argument resolver hands a [Caller] to MVC controllers. [EndedSignIns] is what ends tokens before
/// their time: user-service writes it to Redis, everybody reads it from there.
@NullMarked
package com.neighborbid.common.auth;

import org.jspecify.annotations.NullMarked;
