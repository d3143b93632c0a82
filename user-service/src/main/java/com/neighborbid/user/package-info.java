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
/// - `news`: what other services tell, read from Kafka and turned into notices and to-dos
/// - `notice`: the inbox
/// - `preference`: how people want to be told
/// - `delivery`: notices by e-mail, web push, webhook and text message
/// - `task`: to-do lists, of a sale and people's own
/// - `auctions`: what is known of auctions
/// - `live`: news for open sockets
/// - `config`: wiring and settings
@NullMarked
package com.neighborbid.user;

import org.jspecify.annotations.NullMarked;
