package edu.platform.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at the health of a Patroni cluster, and tries what it survives. */
@Command(
    name = "failover-check",
    description = {
      "Look at a Patroni cluster and all that stands around it, and say in one word how it is: ok,"
          + " degraded or down.",
      "Without addresses it looks at the stack of docker-compose.yml on this machine. Patroni 3.0"
          + " to 4.x is understood.",
      "Ends with 0 for ok, 1 for degraded or down, 3 if no Patroni answers.",
      "With --drill it breaks something in the stack on this machine, under load, heals it, and"
          + " measures what clients felt and what was lost. Ends with 0 if all limits were kept,"
          + " else 1. docs/drills.md says what each drill does."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  edu-cli failover-check                        how is the stack of this machine?",
      "  edu-cli failover-check --explain              and who could become leader now, or why"
          + " not?",
      "  edu-cli failover-check --watch --json         a document every two seconds",
      "  edu-cli failover-check --patroni http://db1:8008,http://db2:8008 --database"
          + " postgresql://db:5001/app",
      "  edu-cli failover-check --drill switchover     asks, breaks, heals, measures",
      "  edu-cli failover-check --drill all --repeat 5 --yes --resume drills.jsonl",
      "  edu-cli failover-check --drill random --random-seed 7 --repeat 40 --yes --resume"
          + " random.jsonl",
      "  edu-cli failover-check --heal                 after a drill was killed"
    })
final class FailoverCheckCommand extends BaseCommand {

  @Option(
      names = "--patroni",
      paramLabel = "URL",
      split = ",",
      description =
          "REST addresses of the members (http://127.0.0.1:8011 to 8013, as the stack publishes"
              + " them). With it, the rest is looked at only where its address is given too.")
  List<String> patroni = new ArrayList<>();

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "Where writes go, postgresql://host:port/database (127.0.0.1:5001, DB_NAME). Signs in as"
              + " MONITORING_USER, else as DB_USER.")
  String database;

  @Option(
      names = "--replicas",
      paramLabel = "URL",
      description = "Where reads go (127.0.0.1:5002).")
  String replicas;

  @Option(
      names = "--etcd",
      paramLabel = "URL",
      split = ",",
      description = "Client addresses of etcd (http://127.0.0.1:2379 to 2381).")
  List<String> etcd = new ArrayList<>();

  @Option(
      names = "--haproxy",
      paramLabel = "URL",
      description = "HAProxy's statistics (http://127.0.0.1:7070).")
  String haproxy;

  @Option(
      names = "--api",
      paramLabel = "URL",
      description = "The API (http://127.0.0.1, HTTP_PORT).")
  String api;

  @Option(
      names = "--redis",
      paramLabel = "HOST:PORT",
      description = "Redis (127.0.0.1:6379); asked as MONITORING_USER.")
  String redis;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "600ms",
      description = "Limit of each answer; all are asked at the same time (${DEFAULT-VALUE}).")
  Duration timeout;

  @Option(
      names = "--max-lag",
      paramLabel = "MB",
      defaultValue = "16",
      description = "A replica further behind is not well, in megabytes (${DEFAULT-VALUE}).")
  int maxLagMegabytes;

  @Option(
      names = "--explain",
      fallbackValue = "true",
      description = "Say of each member why it could or could not become leader now.")
  boolean explain;

  @Option(
      names = "--watch",
      fallbackValue = "true",
      description = "Look again and again until Ctrl-C, and tell how long outages were.")
  boolean watch;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "2s",
      description = "Pause between two looks of --watch (${DEFAULT-VALUE}).")
  Duration interval;

  @Option(
      names = "--allow-degraded",
      fallbackValue = "true",
      description = "End with 0 for degraded too.")
  boolean allowDegraded;

  @Option(
      names = "--drill",
      paramLabel = "NAME",
      split = ",",
      description = {
        "Break something and measure: switchover, postgres-crash, postgres-freeze, patroni-kill,"
            + " patroni-freeze, node-kill, node-kill-behind, node-pause, partition,"
            + " asymmetric-partition, replica-kill, replica-pause, etcd-member-kill,"
            + " etcd-quorum-loss, disk-full, haproxy-restart, redis-kill, redis-slow, api-kill;"
            + " several; all; or random."
      })
  List<String> drills = new ArrayList<>();

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description = "Rounds of the drills; of random: how many (${DEFAULT-VALUE}).")
  int repeat;

  @Option(
      names = "--random-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides which drills random is (${DEFAULT-VALUE}).")
  long randomSeed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "50",
      description = "Writes of each kind a second (${DEFAULT-VALUE}).")
  double rate;

  @Option(
      names = "--max-write-gap",
      paramLabel = "TIME",
      description = "Limit of the time without acknowledged writes (none).")
  Duration maxWriteGap;

  @Option(
      names = "--max-read-gap",
      paramLabel = "TIME",
      description = "Limit of the time without reads from replicas (none).")
  Duration maxReadGap;

  @Option(
      names = "--max-redundancy",
      paramLabel = "TIME",
      description = "Limit from healing until all members are in step again (none).")
  Duration maxRedundancy;

  @Option(
      names = "--max-lost",
      paramLabel = "N",
      defaultValue = "0",
      description = "Limit of acknowledged writes that are not there (${DEFAULT-VALUE}).")
  long maxLost;

  @Option(
      names = "--max-doubled",
      paramLabel = "N",
      defaultValue = "0",
      description = "Limit of writes that are there more than once (${DEFAULT-VALUE}).")
  long maxDoubled;

  @Option(
      names = "--max-stale",
      paramLabel = "N",
      defaultValue = "0",
      description = "Limit of reads that miss the client's own write (${DEFAULT-VALUE}).")
  long maxStale;

  @Option(
      names = "--max-wrong-totals",
      paramLabel = "N",
      defaultValue = "0",
      description = "Limit of sums of the bank that are wrong (${DEFAULT-VALUE}).")
  long maxWrongTotals;

  @Option(
      names = "--max-old-leader",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Limit of writes that an old leader acknowledges beside a new one (${DEFAULT-VALUE}).")
  long maxOldLeader;

  @Option(
      names = "--synchronous",
      paramLabel = "off|on",
      defaultValue = "on",
      description =
          "off: turns synchronous replication off for the drill, to see that the checker finds what"
              + " is lost without it.")
  String synchronous;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description = "Keep each result in FILE, a line each, and leave out those it has.")
  Path resume;

  @Option(names = "--report", paramLabel = "DIR", description = "Write each result to DIR as JSON.")
  Path report;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Compare with a file of results, such as an earlier --resume.")
  Path baseline;

  @Option(names = "--yes", fallbackValue = "true", description = "Do not ask.")
  boolean yes;

  @Option(
      names = "--allow-remote",
      fallbackValue = "true",
      description = "Allow drills on addresses that are not this machine's.")
  boolean allowRemote;

  @Option(
      names = "--heal",
      fallbackValue = "true",
      description = "Heal what a drill that was killed has left broken.")
  boolean heal;

  @Option(
      names = "--project",
      paramLabel = "NAME",
      defaultValue = "edu-platform",
      description = "Compose project of the stack (${DEFAULT-VALUE}).")
  String project;

  @Option(
      names = "--members",
      paramLabel = "URL",
      split = ",",
      description =
          "The members' own databases, in the order of --patroni (postgresql://127.0.0.1:5011 to"
              + " 5013).")
  List<String> members = new ArrayList<>();

  @Override
  int execute() throws InterruptedException {
    return new FailoverCheck(this).run();
  }
}
