using Worker.Service;
using Worker.Tests.Harness;

namespace Worker.Tests.Service;

public sealed class StorageTroubleTests
{
    private readonly ManualTime _time = new();
    private readonly StorageTrouble _trouble;

    public StorageTroubleTests() => _trouble = new(_time);

    [Fact]
    public void A_queue_that_answers_again_ends_its_trouble_without_any_job()
    {
        Assert.Equal(1, _trouble.QueueFailed("queue away"));
        Assert.Equal(2, _trouble.QueueFailed("queue away"));
        Assert.Equal("queue away", _trouble.What);
        _trouble.QueueAnswered();
        Assert.Null(_trouble.What);
    }

    [Fact]
    public void A_queue_that_answers_says_nothing_of_the_results()
    {
        _trouble.JobFailed("disk full");
        _trouble.QueueAnswered();
        Assert.Equal("disk full", _trouble.What);
        _trouble.JobEnded();
        Assert.Null(_trouble.What);
    }

    [Fact]
    public void Trouble_with_a_job_that_another_worker_took_fades()
    {
        _trouble.JobFailed("disk full");
        _time.Pass(TimeSpan.FromSeconds(29));
        Assert.NotNull(_trouble.What);
        _time.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal((0, null), (_trouble.Count, _trouble.What));
        Assert.Equal(1, _trouble.JobFailed("disk full again"));
    }

    [Fact]
    public void Pauses_grow_to_five_seconds_and_no_further()
    {
        Assert.InRange(_trouble.Pause.TotalSeconds, 0.1, 0.25);
        for (var i = 0; i < 100; i++) _trouble.QueueFailed("queue away");
        Assert.InRange(_trouble.Pause.TotalSeconds, 3.7, 5);
    }
}
