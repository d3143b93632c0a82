package com.neighborbid.gateway.routing;

import com.neighborbid.gateway.config.GatewaySettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The processes of every service, and which of them is asked next.
///
/// Of two picked at random the one that does less for us is asked ("power of two choices"): nearly
/// as even as always the least, and no crowd of new sockets falls upon the one that has just come
/// back. Whoever cannot be reached is left out until, after a pause, one caller tries it again.
/// Where all are away they are asked all the same: better a chance than none.
@Component
public final class Instances {

  private static final Logger log = LoggerFactory.getLogger(Instances.class);

  private final Map<Service, List<Instance>> all = new EnumMap<>(Service.class);
  private final LongSupplier nanos;
  private final IntUnaryOperator random;

  @Autowired
  public Instances(GatewaySettings settings, MeterRegistry meters) {
    this(settings, System::nanoTime, bound -> ThreadLocalRandom.current().nextInt(bound));
    all.forEach((service, instances) -> instances.forEach(one -> watch(service, one, meters)));
  }

  /// @param random a number from 0 to below the given one
  Instances(GatewaySettings settings, LongSupplier nanos, IntUnaryOperator random) {
    for (Service service : Service.values()) {
      all.put(service, service.addresses(settings.services()).stream().map(Instance::new).toList());
    }
    this.nanos = nanos;
    this.random = random;
  }

  private static void watch(Service service, Instance instance, MeterRegistry meters) {
    Gauge.builder("neighborbid.gateway.instance.in.use", instance, Instance::inUse)
        .description("Requests and sockets that an instance serves at this moment")
        .tag("service", service.id())
        .tag("instance", instance.toString())
        .register(meters);
    Gauge.builder("neighborbid.gateway.instance.away", instance, i -> i.isAway() ? 1 : 0)
        .description("1 where an instance could not be reached the last time")
        .tag("service", service.id())
        .tag("instance", instance.toString())
        .register(meters);
  }

  /// All processes of a service, in the order of the settings.
  public List<Instance> of(Service service) {
    List<Instance> instances = all.get(service);
    return instances == null ? List.of() : instances;
  }

  /// The one to ask next.
  ///
  /// @param tried those that were asked in vain for the same request
  /// @return empty where all were tried
  public Optional<Instance> choose(Service service, Collection<Instance> tried) {
    List<Instance> untried = of(service).stream().filter(one -> !tried.contains(one)).toList();
    if (untried.size() <= 1) {
      return untried.stream().findFirst();
    }
    long now = nanos.getAsLong();
    Optional<Instance> trial = untried.stream().filter(one -> one.takeTrial(now)).findFirst();
    if (trial.isPresent()) {
      return trial;
    }
    List<Instance> present = untried.stream().filter(one -> !one.isAway()).toList();
    return Optional.of(lessBusy(present.isEmpty() ? untried : present));
  }

  /// Remembers that an instance could not be reached.
  public void failed(Service service, Instance instance, String reason) {
    if (!instance.isAway()) {
      log.warn("{} at {} is left out: {}", service.id(), instance, reason);
    }
    instance.failed(nanos.getAsLong());
  }

  private Instance lessBusy(List<Instance> some) {
    int first = random.applyAsInt(some.size());
    if (some.size() == 1) {
      return some.getFirst();
    }
    int second = random.applyAsInt(some.size() - 1);
    Instance one = some.get(first);
    Instance other = some.get(second < first ? second : second + 1);
    return other.inUse() < one.inUse() ? other : one;
  }
}
