package com.neighborbid.user.notice;

import java.util.Collection;
import java.util.List;

/// What is done with notices besides keeping them. Called within the transaction that keeps them.
public interface NoticePlans {
  /// Plans the deliveries of new notices.
  void plan(List<StoredNotice> added);

  /// Takes back what has not been sent yet: newer notices say it better.
  void withdraw(Collection<Long> noticeIds);
}
