/// What an account's values may look like.
@NullMarked
package com.neighborbid.user.account.domain;

import org.jspecify.annotations.NullMarked;
