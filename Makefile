# Everything a developer does with this repository. `make` alone lists it.

MVN ?= mvn
DATA := $(or $(NB_DATA_DIR),.local)

# Each recipe line that needs Java begins with this.
JDK = JAVA_HOME=$$(deploy/find-jdk) && export JAVA_HOME

# 100,000 viewers are as many open files; never lowers the limit.
MANY_FILES = limit=$$(ulimit -H -n); [ "$$limit" = unlimited ] || [ "$$limit" -ge 262144 ] || \
  ulimit -n 262144 2>/dev/null;

# Who compares all that was ever decided keeps it in memory. Where that does not do, it ends with 3.
LONG_HISTORY = -XX:MaxRAMPercentage=50 -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError

# Folders are sources too: their time changes when a file in them is deleted.
SOURCES := $(shell find pom.xml */pom.xml deploy/*/pom.xml */src/main deploy/*/src/main 2>/dev/null)
BUILT := target/built.stamp

# After a build everything runs once, so that the next starts need a fraction of the time; TRAIN=off
# leaves that out.
TRAINED := target/trained.stamp
READY := $(if $(filter off,$(TRAIN)),$(BUILT),$(TRAINED))

# Compiled classes would hide what the checks find, because an incremental build skips them.
FORGET_CLASSES = rm -rf */target/classes */target/test-classes \
  deploy/*/target/classes deploy/*/target/test-classes

.DEFAULT_GOAL := help
.PHONY: help run build test check bench simulate mutation fuzz chaos audit backup restore drill fmt replay export-log clean-data

help: ## List what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

run: $(READY) ## Start everything; Ctrl-C stops it. Data stay in .local
	@$(JDK) && exec "$$JAVA_HOME/bin/java" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
	  -jar deploy/local/target/local-*.jar

build: ## Build all jars without tests and checks
	@rm -f $(BUILT) $(TRAINED)
	@$(MAKE) --no-print-directory $(READY)

$(BUILT): $(SOURCES)
	@echo "Building NeighborBid"
	@# Maven keeps a service's jar where only a module inside it is newer.
	@rm -f */target/*.jar deploy/*/target/*.jar
	@$(JDK) && $(MVN) -q -B -ntp -Dfast -Dmaven.test.skip=true package
	@mkdir -p target && touch $(BUILT)

$(TRAINED): $(BUILT)
	@echo "Training: everything runs once, so that it starts faster from now on (TRAIN=off leaves this out)"
	@$(JDK) && { "$$JAVA_HOME/bin/java" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
	  -cp "$$(echo deploy/local/target/local-*.jar)" com.neighborbid.local.Training && touch $(TRAINED); } || \
	  echo "Without training it starts as always, only slower"

test: ## Formatter, static checks, unit, integration and system tests
	@$(FORGET_CLASSES)
	@$(JDK) && $(MVN) -B -ntp spotless:check verify
	@mkdir -p target && touch $(BUILT)
	@$(MAKE) --no-print-directory $(READY)

check: ## Formatter, compiler warnings, Error Prone, architecture and tidiness, without the other tests
	@$(FORGET_CLASSES)
	@$(JDK) && $(MVN) -q -B -ntp spotless:check test -Dtest='*ArchitectureTest,TidyTest,ComposeTest' \
	  -Dsurefire.failIfNoSpecifiedTests=false

bench: $(READY) ## Measure: ROUNDS=3 SECONDS=15 ONLY=hot,many,rooms,reads,browse,… URL=http://… of a running stack
	@$(MANY_FILES) $(JDK) && exec "$$JAVA_HOME/bin/java" -Xmx1g -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
	  --sun-misc-unsafe-memory-access=allow -Djava.awt.headless=true -Donly="$(ONLY)" -Drounds="$(ROUNDS)" \
	  -Dseconds="$(SECONDS)" -Dwarmup="$(WARMUP)" -Dwindow="$(WINDOW)" -Dauctions="$(AUCTIONS)" -Durl="$(URL)" \
	  -jar deploy/bench/target/bench-*.jar

audit: $(BUILT) ## Check that money and bids are right, of a running stack or of stopped data; changes nothing
	@$(JDK) && exec "$$JAVA_HOME/bin/java" $(LONG_HISTORY) -cp "$$(echo deploy/chaos/target/chaos-*.jar)" \
	  com.neighborbid.chaos.audit.AuditCommand

chaos: $(READY) ## Break a stack of its own under load: ROUNDS=20 SEED=n INSTANCES=2; report in target/chaos
	@$(JDK) && exec "$$JAVA_HOME/bin/java" -Xmx1g -XX:+UseSerialGC -Drounds="$(ROUNDS)" -Dseed="$(SEED)" \
	  -Dinstances="$(INSTANCES)" -Durl="$(URL)" -jar deploy/chaos/target/chaos-*.jar

backup: $(BUILT) ## A base backup of what runs with NB_BACKUP_DIR, into it
	@$(JDK) && exec "$$JAVA_HOME/bin/java" -Xmx128m -XX:+UseSerialGC -cp "$$(echo deploy/local/target/local-*.jar)" \
	  com.neighborbid.local.BackupCommand take

restore: $(BUILT) ## PostgreSQL as it was at TO=2026-11-21T20:55:00Z, from NB_BACKUP_DIR (see docs/backup.md)
	@$(JDK) && exec "$$JAVA_HOME/bin/java" -Xmx128m -XX:+UseSerialGC -cp "$$(echo deploy/local/target/local-*.jar)" \
	  com.neighborbid.local.BackupCommand restore $(TO)

drill: ## Lose PostgreSQL under load and restore it, twice, on a stack of its own (takes minutes)
	@$(JDK) && $(MVN) -B -ntp -Dfast -pl deploy/chaos -am verify -Dtest=NoSuchTest -Dit.test=RestoreIT -Drestore=on \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

simulate: $(BUILT) ## Both engines in one thread, faults at every step: SEED=first SEEDS=1000 STEPS=1000 (see docs/simulation.md)
	@$(JDK) && exec "$$JAVA_HOME/bin/java" -Xmx512m -XX:+UseSerialGC -Dseed="$(SEED)" -Dseeds="$(SEEDS)" -Dsteps="$(STEPS)" \
	  -Dmutation="$(MUTATION)" -jar deploy/simulation/target/simulation-*.jar

mutation: ## Break the deciding code in every small way, and see which tests notice (PIT)
	@$(JDK) && $(MVN) -B -ntp -Dfast -Ppit -pl auction-service,wallet-service -am test -Dtest=NoSuchTest \
	  -Dsurefire.failIfNoSpecifiedTests=false

fuzz: ## Nonsense for everything that reads: SEED=6 TIMES=10 (see docs/reliability.md)
	@$(JDK) && $(MVN) -B -ntp -Dfast verify -Dtest='*FuzzTest' -Dit.test=FuzzIT -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dfailsafe.failIfNoSpecifiedTests=false -Dfuzz.seed=$(or $(SEED),6) -Dfuzz.times=$(or $(TIMES),1)

fmt: ## Format the code
	@$(JDK) && $(MVN) -q -B -ntp spotless:apply

replay: $(BUILT) ## Derive all auctions from the log again and compare with the database (AUCTION=id, EXPORT=file)
	@$(JDK) && exec "$$JAVA_HOME/bin/java" $(LONG_HISTORY) -jar auction-service/target/auction-service-*.jar --replay \
	  $(if $(AUCTION),--auction=$(AUCTION)) $(if $(EXPORT),--export=$(EXPORT))

export-log: $(BUILT) ## Write auction.log to a file, one JSON line per record (EXPORT=file, else auction-log.jsonl)
	@$(JDK) && exec "$$JAVA_HOME/bin/java" -jar auction-service/target/auction-service-*.jar \
	  --export-log=$(or $(EXPORT),auction-log.jsonl)

clean-data: ## Forget all local data: accounts, wallets, auctions
	@for file in $(DATA)/*.pid $(DATA)/run/*.pid; do \
	  if [ -f "$$file" ] && kill -0 "$$(head -n 1 "$$file")" 2>/dev/null; then \
	    echo "NeighborBid still runs with the data in $(DATA): stop it first."; exit 1; \
	  fi; \
	done
	@if [ -e $(DATA)/stack.lock ]; then rm -rf $(DATA) && echo "Forgot the data in $(DATA)"; \
	else echo "There are no data in $(DATA)"; fi
