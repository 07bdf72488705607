global using Messenger.Cluster.Tests.Running;
global using Xunit;

// Two cores, and clusters whose whole journal is proven after each test: one after the other.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
