/// Where files of pictures are kept: a folder or an S3-compatible service.
@NullMarked
package com.neighborbid.auction.image.store;

import org.jspecify.annotations.NullMarked;
