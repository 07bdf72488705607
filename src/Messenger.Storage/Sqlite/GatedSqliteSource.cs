using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Messenger.Storage.Sqlite;

/// <summary>
/// Connections to an SQLite file, one at a time and waiting without a thread. Ungated, concurrent grains sleep in the
/// driver's busy loop and starve one another for seconds.
/// </summary>
internal sealed class GatedSqliteSource(string connectionString) : DbDataSource
{
    private readonly SemaphoreSlim gate = new(1, 1);

    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection() => new GatedConnection(connectionString, gate);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            gate.Dispose();
        }

        base.Dispose(disposing);
    }

    // The provider looks for a connection that is an SqliteConnection, hence by inheritance.
    private sealed class GatedConnection(string connectionString, SemaphoreSlim gate) : SqliteConnection(connectionString)
    {
        private bool holdsPermit;

        public override void Open()
        {
            gate.Wait();
            OpenHoldingPermit();
        }

        public override async Task OpenAsync(CancellationToken cancellationToken)
        {
            await gate.WaitAsync(cancellationToken);
            OpenHoldingPermit();
        }

        public override void Close()
        {
            base.Close();
            Leave();
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            Leave();
        }

        private void OpenHoldingPermit()
        {
            holdsPermit = true;
            try
            {
                base.Open();
                using var command = CreateCommand();
                command.CommandText = "PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL;";
                command.ExecuteNonQuery();
            }
            catch
            {
                Leave();
                throw;
            }
        }

        private void Leave()
        {
            if (holdsPermit)
            {
                holdsPermit = false;
                gate.Release();
            }
        }
    }
}
