/// Accounts and sign-in.
///
/// - `account`: who somebody is: sign-up data and the public profile
/// - `signin`: sign-up, login, refresh, logout, and the limit of attempts
/// - `keys`: the key pairs that sign access tokens, their public halves and their rotation
/// - `link`: links in e-mails that confirm an address or replace a password
/// - `review`: what winners say of sellers, and reputation
/// - `admin`, `audit`: what admins do with accounts, and the trail of all that they do
/// - `privacy`: a copy of one's data, and their erasure
/// - `remote`: how other services are asked
/// - `outbox`: how changes reach `user.events`
/// - `mail`: sending of e-mail
/// - `config`: wiring and settings
@NullMarked
package com.neighborbid.user;

import org.jspecify.annotations.NullMarked;
