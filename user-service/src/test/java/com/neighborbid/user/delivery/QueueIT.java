package com.neighborbid.user.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.user.NewsServiceBase;
import com.neighborbid.user.preference.domain.Channel;
import com.neighborbid.user.support.EventFeed;
import com.neighborbid.user.support.Member;
import com.neighborbid.user.support.Receiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class QueueIT extends NewsServiceBase {
  private static final int BACKLOG = 50_000;

  @Autowired private DeliveryTable table;

  @Test
  void nothingUrgentWaitsBehindABacklogOfTheRest() {
    Member crowd = Member.signUp(api);
    Member mina = Member.signUp(api);
    try (Receiver slow = new Receiver().slow(20);
        Receiver receiver = new Receiver();
        EventFeed feed = new EventFeed()) {
      slow.of(crowd);
      receiver.of(mina);
      backlog(crowd);
      slow.await(1);
      feed.say(EventFeed.closed(EventFeed.newAuction(), 2, mina.id(), 16_000));
      receiver.await(1);
      assertThat(waiting(crowd)).isGreaterThan(BACKLOG / 2);
    } finally {
      jdbc.sql("DELETE FROM deliveries WHERE user_id = :user").param("user", crowd.id()).update();
    }
  }

  @Test
  void severalWorkersTakeEverythingAndNeverTheSame() throws Exception {
    Member mina = Member.signUp(api);
    jdbc.sql(
            """
            INSERT INTO deliveries (user_id, channel, urgent, status, due_at, created_at)
            SELECT :user, 'SMS', false, 'WAITING', now(), now()
            FROM generate_series(1, 1000)
            """)
        .param("user", mina.id())
        .update();
    var taken = new ConcurrentLinkedQueue<Long>();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      workers.add(
          Thread.startVirtualThread(
              () -> {
                List<Delivery> batch;
                do {
                  batch = table.claim(Channel.SMS, false, 50, Instant.now().plusSeconds(600));
                  batch.forEach(one -> taken.add(one.id()));
                } while (!batch.isEmpty());
              }));
    }
    for (Thread worker : workers) {
      worker.join();
    }
    Set<Long> different = new HashSet<>(taken);
    assertThat(taken).hasSize(1000);
    assertThat(different).hasSize(1000);
    jdbc.sql("DELETE FROM deliveries WHERE user_id = :user").param("user", mina.id()).update();
  }

  private void backlog(Member crowd) {
    jdbc.sql(
            """
            WITH told AS (
                INSERT INTO notifications (user_id, event_id, kind, figures, created_at, deliver_at)
                SELECT :user, 'backlog-' || n, 'DEPOSITED', '{"amount":1000}', now(), now()
                FROM generate_series(1, :count) n
                RETURNING id)
            INSERT INTO deliveries (notification_id, user_id, channel, urgent, status, due_at, created_at)
            SELECT id, :user, 'WEBHOOK', false, 'WAITING', now() - interval '1 hour', now() FROM told
            """)
        .param("user", crowd.id())
        .param("count", BACKLOG)
        .update();
  }

  private int waiting(Member member) {
    return jdbc.sql("SELECT count(*) FROM deliveries WHERE user_id = :user AND status = 'WAITING'")
        .param("user", member.id())
        .query(Integer.class)
        .single();
  }
}
