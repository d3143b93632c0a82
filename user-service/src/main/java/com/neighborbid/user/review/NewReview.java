package com.neighborbid.user.review;

/// A checked review.
record NewReview(int rating, String content) {}
