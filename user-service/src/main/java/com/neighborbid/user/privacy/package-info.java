/// What a person may ask about his own data: to have a copy of it, and to be forgotten.
///
/// Both go through every [com.neighborbid.user.account.PersonalData] of this service. Other
/// services have their own ends: an export points to their addresses, and they hear of an erasure
/// by `user.UserErased.v1`.
@NullMarked
package com.neighborbid.user.privacy;

import org.jspecify.annotations.NullMarked;
