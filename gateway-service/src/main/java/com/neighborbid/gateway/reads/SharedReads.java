package com.neighborbid.gateway.reads;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.neighborbid.gateway.problem.Faults;
import com.neighborbid.gateway.routing.DirectReads.Answer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Asks the service once for all who read the same at the same time, and once for all who read any
/// single auctions.
///
/// While a question is on its way, all who come and ask the like wait together for the **next**
/// one, which is sent when the first was answered. So every answer was made after its reader had
/// asked, exactly as if each had asked for himself: nothing is ever kept, and nobody sees anything
/// older. The busier it is, the more readers share a question.
///
/// Nothing is known of the content: a service says by its headers that an answer is for everybody.
/// Where it does not, or no answer comes, those who shared the question ask for themselves, with
/// the limits, the second try and the refusals that every request has.
@Component
final class SharedReads {

  private static final Logger log = LoggerFactory.getLogger(SharedReads.class);

  /// For so long everybody asks for himself what got no answer: it may have waited for one auction
  /// that cannot be read now, while others can.
  private static final Duration APART = Duration.ofSeconds(5);

  private static final int MOST_APART = 10_000;

  /// Where so many wait there are more to come: the next question leaves a little later and takes
  /// them along.
  private static final int CROWD = 8;

  private static final Duration GATHER = Duration.ofMillis(1);

  private final Questions questions;

  /// What is read apart for now.
  private final Cache<String, Boolean> apart =
      Caffeine.newBuilder().expireAfterWrite(APART).maximumSize(MOST_APART).build();

  private final Map<String, Flight> flights = new ConcurrentHashMap<>();
  private final Counter asked;

  SharedReads(Questions questions, MeterRegistry meters) {
    this.questions = questions;
    this.asked =
        Counter.builder("neighborbid.gateway.reads.asked")
            .description("Questions to the service for those who read without signing in")
            .register(meters);
  }

  /// One who reads, on its loop; is called back there, exactly once.
  interface Reader {
    String target();

    /// What the service gets to hear where it asks alone.
    HttpHeaders headers();

    /// What the service gets to hear where it asks for others as well.
    HttpHeaders plainHeaders();

    EventLoop loop();

    void answered(Answer answer);

    /// It has to ask for itself.
    void unanswered();
  }

  void join(Reader reader) {
    String together = Questions.together(reader.target());
    if (apart.getIfPresent(together) != null) {
      reader.unanswered();
      return;
    }
    Flight own = Flight.of(reader);
    Flight flight =
        flights.compute(
            together,
            (_, flying) -> {
              if (flying == null) {
                return own;
              }
              flying.next().add(reader);
              return flying;
            });
    if (flight == own) {
      begin(together, own);
    }
  }

  private void begin(String together, Flight flight) {
    asked.increment();
    // Also what goes wrong before the question leaves is told to those who wait.
    Mono.defer(() -> questions.ask(flight.targets(), headers(flight)))
        .switchIfEmpty(Mono.error(Faults::unavailable))
        .subscribe(answers -> land(together, flight, answers), _ -> fall(together, flight));
  }

  /// A single reader asks as he did; of many none may colour what the others get.
  private static HttpHeaders headers(Flight flight) {
    Reader first = flight.aboard().getFirst();
    return flight.aboard().size() == 1 ? first.headers() : first.plainHeaders();
  }

  private void beginNextSoon(String together, EventLoop loop) {
    try {
      var _ = loop.schedule(() -> beginNext(together), GATHER.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException _) {
      beginNext(together); // this loop is being shut down
    }
  }

  private void beginNext(String together) {
    Flight next = flights.computeIfPresent(together, (_, flying) -> flying.following());
    if (next != null) {
      begin(together, next);
    }
  }

  private void land(String together, Flight flight, Map<String, Answer> answers) {
    Flight current =
        flights.computeIfPresent(
            together,
            (_, flying) -> {
              int waiting = flying.next().size();
              return waiting == 0 ? null : waiting < CROWD ? flying.following() : flying;
            });
    if (current == flight) {
      beginNextSoon(together, flight.aboard().getFirst().loop());
    } else if (current != null) {
      begin(together, current);
    }
    boolean alone = flight.aboard().size() == 1;
    tell(
        flight.aboard(),
        reader -> {
          Answer answer = answers.get(reader.target());
          return answer != null && (alone || answer.isForEverybody()) ? answer : null;
        });
  }

  /// Who waits for the next would only wait as long again.
  private void fall(String together, Flight flight) {
    apart.put(together, true);
    flights.remove(together, flight);
    tell(flight.aboard(), _ -> null);
    tell(flight.next(), _ -> null);
  }

  private static void tell(List<Reader> readers, Function<Reader, @Nullable Answer> answers) {
    readers.stream()
        .collect(Collectors.groupingBy(Reader::loop))
        .forEach(
            (loop, some) -> {
              try {
                loop.execute(() -> some.forEach(one -> tell(one, answers)));
              } catch (RejectedExecutionException e) {
                log.debug("readers have gone with their loop", e);
              }
            });
  }

  private static void tell(Reader reader, Function<Reader, @Nullable Answer> answers) {
    try {
      Answer answer = answers.apply(reader);
      if (answer == null) {
        reader.unanswered();
      } else {
        reader.answered(answer);
      }
    } catch (RuntimeException e) {
      // The others still wait.
      log.error("a reader could not be answered", e);
    }
  }
}
