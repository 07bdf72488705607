-- Who belongs to the cluster. Every change of a silo's row goes together with a step of the cluster's version, from the
-- version that its author had read: of two who change it at once, one loses and reads again.
CREATE TABLE OrleansCluster (
    DeploymentId TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    Version      INTEGER          NOT NULL
);

CREATE TABLE OrleansSilo (
    DeploymentId TEXT COLLATE "C" NOT NULL REFERENCES OrleansCluster,
    Address      TEXT COLLATE "C" NOT NULL,
    Port         INTEGER          NOT NULL,
    Generation   INTEGER          NOT NULL,
    SiloName     TEXT             NOT NULL,
    HostName     TEXT             NOT NULL,
    Status       INTEGER          NOT NULL,  -- Orleans' SiloStatus: 3 active, 6 dead
    ProxyPort    INTEGER          NOT NULL,  -- 0 = no gateway
    SuspectTimes TEXT,
    StartTime    TIMESTAMPTZ      NOT NULL,
    IAmAliveTime TIMESTAMPTZ      NOT NULL,
    PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('InsertMembershipVersionKey', $$
WITH made AS (
    INSERT INTO OrleansCluster (DeploymentId, Version) VALUES (@DeploymentId, 0)
    ON CONFLICT DO NOTHING
    RETURNING 1
)
SELECT COUNT(*) FROM made
$$);

-- The step of the version holds the cluster's row until the commit, so the silo's row cannot appear meanwhile.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('InsertMembershipKey', $$
WITH stepped AS (
    UPDATE OrleansCluster
    SET Version = Version + 1
    WHERE DeploymentId = @DeploymentId AND Version = @Version AND NOT EXISTS (
        SELECT 1 FROM OrleansSilo
        WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
    RETURNING DeploymentId
), joined AS (
    INSERT INTO OrleansSilo (
        DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    SELECT DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    FROM stepped
    RETURNING 1
)
SELECT COUNT(*) FROM joined
$$);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('UpdateMembershipKey', $$
WITH stepped AS (
    UPDATE OrleansCluster
    SET Version = Version + 1
    WHERE DeploymentId = @DeploymentId AND Version = @Version AND EXISTS (
        SELECT 1 FROM OrleansSilo
        WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
    RETURNING DeploymentId
), changed AS (
    UPDATE OrleansSilo
    SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
    FROM stepped
    WHERE OrleansSilo.DeploymentId = stepped.DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
    RETURNING 1
)
SELECT COUNT(*) FROM changed
$$);

-- A sign of life is no change of the cluster: its version stays.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('UpdateIAmAlivetimeKey', $$
UPDATE OrleansSilo
SET IAmAliveTime = @IAmAliveTime
WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
$$);

-- A cluster without silos still has a version: its row comes back with nothing in the silo's columns.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('MembershipReadAllKey', $$
SELECT c.DeploymentId, s.Address, s.Port, s.Generation, s.SiloName, s.HostName, s.Status, s.ProxyPort, s.SuspectTimes,
    s.StartTime, s.IAmAliveTime, c.Version
FROM OrleansCluster c
LEFT JOIN OrleansSilo s ON s.DeploymentId = c.DeploymentId
WHERE c.DeploymentId = @DeploymentId
$$);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('MembershipReadRowKey', $$
SELECT c.DeploymentId, s.Address, s.Port, s.Generation, s.SiloName, s.HostName, s.Status, s.ProxyPort, s.SuspectTimes,
    s.StartTime, s.IAmAliveTime, c.Version
FROM OrleansCluster c
LEFT JOIN OrleansSilo s
    ON s.DeploymentId = c.DeploymentId AND s.Address = @Address AND s.Port = @Port AND s.Generation = @Generation
WHERE c.DeploymentId = @DeploymentId
$$);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('GatewaysQueryKey', $$
SELECT Address, ProxyPort, Generation
FROM OrleansSilo
WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0
$$);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('DeleteMembershipTableEntriesKey', $$
WITH gone AS (
    DELETE FROM OrleansSilo WHERE DeploymentId = @DeploymentId
)
DELETE FROM OrleansCluster WHERE DeploymentId = @DeploymentId
$$);

-- Whatever is not active and gave no sign of life since: not only the dead, also who died while he joined or left.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('CleanupDefunctSiloEntriesKey', $$
DELETE FROM OrleansSilo
WHERE DeploymentId = @DeploymentId AND Status <> 3 AND IAmAliveTime < @IAmAliveTime
$$);

-- One dead silo, if its row is still the one that was judged.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('CleanupDefunctSiloEntryKey', $$
DELETE FROM OrleansSilo
WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation AND Status = 6
  AND SuspectTimes IS NOT DISTINCT FROM @SuspectTimes AND StartTime = @StartTime AND IAmAliveTime = @IAmAliveTime
$$);
