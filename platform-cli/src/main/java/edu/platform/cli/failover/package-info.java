/**
 * The health of a Patroni cluster and of what stands around it: {@code ClusterProbe} asks everybody
 * at the same time, {@code HealthRules} judges the answers, without asking anything itself.
 */
package edu.platform.cli.failover;
