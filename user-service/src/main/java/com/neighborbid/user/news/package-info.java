/// What the other services tell: read from Kafka, turned into notices and to-dos.
///
/// ```
/// poll -> read each, what cannot be read goes to <topic>.dlt
///      -> one transaction: fold the auctions' events, keep notices, deliveries and tasks
///      -> commit -> sockets hear of it
/// ```
///
/// At least once: repeats change nothing, because an auction's row says how far it was told, and an
/// event tells a person one thing once. Within a batch, and while it is unread, only the newest
/// outbid notice of a person in an auction counts: a battle of many bids a second costs a few rows.
@NullMarked
package com.neighborbid.user.news;

import org.jspecify.annotations.NullMarked;
