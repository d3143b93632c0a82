/// What admins do with accounts: roles and suspensions.
@NullMarked
package com.neighborbid.user.admin;

import org.jspecify.annotations.NullMarked;
