/// Who somebody is: the account and its public profile.
@NullMarked
package com.neighborbid.user.account;

import org.jspecify.annotations.NullMarked;
