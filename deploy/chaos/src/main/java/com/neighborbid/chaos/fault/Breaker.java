package com.neighborbid.chaos.fault;

/// Who does what a fault says.
public interface Breaker {
  /// Where others break the system: only the time goes by.
  Breaker OTHERS =
      new Breaker() {
        @Override
        public void damage(Fault fault) throws InterruptedException {
          Thread.sleep(fault.lasting());
        }

        @Override
        public void mend(Fault fault) {
          // Whoever breaks it mends it.
        }
      };

  /// Does it and leaves it as it is for as long as the fault says.
  ///
  /// @throws InterruptedException if interrupted
  void damage(Fault fault) throws InterruptedException;

  /// Returns when every process is ready again.
  void mend(Fault fault);
}
