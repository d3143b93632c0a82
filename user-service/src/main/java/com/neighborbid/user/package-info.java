/// Accounts and sign-in.
///
/// - `account`: who somebody is: sign-up data and the public profile
/// - `signin`: sign-up, login, refresh, logout, and the limit of attempts
/// - `keys`: the key pairs that sign access tokens, and their public halves
/// - `outbox`: how changes reach `user.events`
/// - `mail`: sending of e-mail
/// - `config`: wiring and settings
@NullMarked
package com.neighborbid.user;

import org.jspecify.annotations.NullMarked;
