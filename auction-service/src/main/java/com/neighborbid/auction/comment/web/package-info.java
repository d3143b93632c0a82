/// The HTTP side of comments.
@NullMarked
package com.neighborbid.auction.comment.web;

import org.jspecify.annotations.NullMarked;
