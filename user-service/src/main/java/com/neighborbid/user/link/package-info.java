/// Links in e-mails that prove who opens them: single use, with an end, stored as hashes only.
///
/// ```
/// request --> scheduled task --> token + mail --> link opened --> used up, once
/// ```
///
/// Tokens come into being in the task that sends the mail, so that a request does the same whether
/// there is such an account or not, and no secret waits in the database.
@NullMarked
package com.neighborbid.user.link;

import org.jspecify.annotations.NullMarked;
