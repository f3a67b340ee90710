using System.Collections.Concurrent;
using System.Diagnostics;
using Worker.Jobs;

namespace Worker.Service;

/// <summary>Renews the leases of running jobs from a thread of its own, and cancels a job whose lease cannot be kept.</summary>
/// <remarks>Elapsed time is Stopwatch's: a paused or suspended machine notices on waking, whatever its wall clock says.</remarks>
public sealed class LeaseKeeper : IDisposable
{
    private readonly ConcurrentDictionary<JobLease, Held> _held = new();
    private readonly IJobQueue _queue;
    private readonly TimeSpan _renewEvery, _giveUpAfter;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;

    /// <param name="lease">Renewed at a third of it, given up at two thirds: before anybody else can have the job.</param>
    public LeaseKeeper(IJobQueue queue, TimeSpan lease)
    {
        _queue = queue;
        _renewEvery = lease / 3;
        _giveUpAfter = lease * 2 / 3;
        _thread = new(Work) { IsBackground = true, Name = "lease keeper", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>Monotonic time of the last round; health looks at it.</summary>
    public long LastRound { get; private set; } = Stopwatch.GetTimestamp();

    /// <summary>Keeps the lease until disposed of; <see cref="Held.Lost"/> is cancelled when it is lost.</summary>
    public Held Hold(JobLease lease, CancellationToken stop) => _held[lease] = new(this, lease, stop);

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
    }

    private void Work()
    {
        var pause = TimeSpan.FromMilliseconds(Math.Clamp(_renewEvery.TotalMilliseconds / 10, 5, 1000));
        while (!_stop.Token.WaitHandle.WaitOne(pause))
        {
            LastRound = Stopwatch.GetTimestamp();
            foreach (var held in _held.Values) Renew(held);
        }
    }

    private void Renew(Held held)
    {
        var age = Stopwatch.GetElapsedTime(held.Renewed);
        if (age > _giveUpAfter) held.Lose();
        if (age < _renewEvery) return;
        var asked = Stopwatch.GetTimestamp();
        try
        {
            if (_queue.Renew(held.Lease)) held.Renewed = asked;
            else held.Lose();
        }
#pragma warning disable CA1031 // Whatever went wrong, the next round asks again until the lease is given up.
        catch (Exception)
#pragma warning restore CA1031
        {
            WorkerMeter.LeaseRenewalsFailed.Add(1);
        }
    }

    public sealed class Held : IDisposable
    {
        private readonly LeaseKeeper _keeper;
        private readonly CancellationTokenSource _lost;

        internal Held(LeaseKeeper keeper, JobLease lease, CancellationToken stop)
        {
            _keeper = keeper;
            Lease = lease;
            _lost = CancellationTokenSource.CreateLinkedTokenSource(stop);
            Renewed = Stopwatch.GetTimestamp();
        }

        public JobLease Lease { get; }

        /// <summary>Cancelled when the lease is lost or the worker must end.</summary>
        public CancellationToken Lost => _lost.Token;

        public bool IsLost { get; private set; }

        internal long Renewed { get; set; }

        internal void Lose()
        {
            if (IsLost) return;
            IsLost = true;
            WorkerMeter.LeasesLost.Add(1);
            _lost.Cancel();
        }

        public void Dispose()
        {
            _keeper._held.TryRemove(Lease, out _);
            _lost.Dispose();
        }
    }
}
