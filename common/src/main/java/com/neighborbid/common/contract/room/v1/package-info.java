/// What travels over Redis to the rooms, to one user and to who waits for an answer, version 1.
@NullMarked
package com.neighborbid.common.contract.room.v1;

import org.jspecify.annotations.NullMarked;
