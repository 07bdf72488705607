-- Grain snapshots and stream subscriptions of Orleans' ADO.NET storage. Column names are Orleans' own.
-- The composite key lets two first writes at once meet as a conflict.
CREATE TABLE OrleansStorage (
    ServiceId              TEXT COLLATE "C" NOT NULL,
    GrainTypeString        TEXT COLLATE "C" NOT NULL,
    GrainIdN0              BIGINT           NOT NULL,
    GrainIdN1              BIGINT           NOT NULL,
    GrainIdExtensionString TEXT COLLATE "C" NOT NULL,      -- '' = the grain's key is not a string
    GrainIdHash            INTEGER          NOT NULL,
    GrainTypeHash          INTEGER          NOT NULL,
    PayloadBinary          BYTEA,                          -- null = cleared
    ModifiedOn             TIMESTAMPTZ      NOT NULL,
    Version                INTEGER          NOT NULL,
    PRIMARY KEY (ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString)
) WITH (fillfactor = 70);

-- What the providers run. They read this table once, when the silo starts.
CREATE TABLE OrleansQuery (
    QueryKey  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    QueryText TEXT             NOT NULL
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('ReadFromStorageKey', $$
SELECT PayloadBinary, Version
FROM OrleansStorage
WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
  AND GrainIdExtensionString = COALESCE(@GrainIdExtensionString, '')
$$);

-- A first write (no version) inserts, a later one moves the version it read; one of the two parts has nothing to do. In
-- every other case no row comes back, which the provider reports as a conflict.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('WriteToStorageKey', $$
WITH moved AS (
    UPDATE OrleansStorage
    SET PayloadBinary = @PayloadBinary, ModifiedOn = now(), Version = Version + 1
    WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
      AND GrainIdExtensionString = COALESCE(@GrainIdExtensionString, '') AND Version = @GrainStateVersion
    RETURNING Version
), begun AS (
    INSERT INTO OrleansStorage (
        ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString, GrainIdHash, GrainTypeHash, PayloadBinary, ModifiedOn, Version)
    SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, COALESCE(@GrainIdExtensionString, ''), @GrainIdHash, @GrainTypeHash,
        @PayloadBinary, now(), 1
    WHERE @GrainStateVersion IS NULL
    ON CONFLICT DO NOTHING
    RETURNING Version
)
SELECT Version AS NewGrainStateVersion FROM moved
UNION ALL
SELECT Version AS NewGrainStateVersion FROM begun
$$);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('ClearStorageKey', $$
UPDATE OrleansStorage
SET PayloadBinary = NULL, ModifiedOn = now(), Version = Version + 1
WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
  AND GrainIdExtensionString = COALESCE(@GrainIdExtensionString, '') AND Version = @GrainStateVersion
RETURNING Version AS NewGrainStateVersion
$$);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('DeleteStorageKey', $$
DELETE FROM OrleansStorage
WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
  AND GrainIdExtensionString = COALESCE(@GrainIdExtensionString, '') AND Version = @GrainStateVersion
RETURNING Version + 1 AS NewGrainStateVersion
$$);
