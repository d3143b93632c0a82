/// How notices leave: by e-mail, web push, webhook and text message, as their readers want it.
///
/// A delivery is a row, planned in the transaction of its notice. Each channel has two queues, one
/// for what is urgent, and each queue its own worker in every instance; workers take rows with `FOR
/// UPDATE SKIP LOCKED`, so any number of instances share the work and a million of the rest keeps
/// nothing urgent waiting. What is not urgent and goes by e-mail waits for the daily digest.
///
/// ```
/// WAITING --claim--> SENDING --taken--> SENT
///    ^                  |--not taken, may be later--> WAITING, after a growing, random pause
///    |                  |--never, or too often------> DEAD
///    |                  '--nobody knows-------------> DEAD
///    '---------- an admin sends it again ------------'
/// ```
///
/// **At most once**: a send of which nobody knows whether it arrived (the process died in the
/// middle of it; a receiver took the request and never answered) is not repeated by itself: it
/// becomes a dead letter that says so, and an admin decides. A mail server that breaks off counts
/// as not having taken the mail: the repeat has the same `Message-ID`.
@NullMarked
package com.neighborbid.user.delivery;

import org.jspecify.annotations.NullMarked;
