/// Sending of e-mail: texts in two languages, and one door to the mail server.
///
/// Nobody sends within a transaction or a request: a mail server may take its time. Callers do it
/// in scheduled tasks and repeat after a [MailFailure.Transient].
@NullMarked
package com.neighborbid.user.mail;

import org.jspecify.annotations.NullMarked;
