/// The inbox: what somebody is told, once per event, worded in the reader's language.
@NullMarked
package com.neighborbid.user.notice;

import org.jspecify.annotations.NullMarked;
