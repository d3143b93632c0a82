/// How people want to be told: channels per kind, language, and where their webhooks and browsers
/// are.
@NullMarked
package com.neighborbid.user.preference;

import org.jspecify.annotations.NullMarked;
