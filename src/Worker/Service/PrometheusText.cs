using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Worker.Service;

/// <summary>The meter "worker" as Prometheus text: counters and sums as they grow, histograms as count, sum and buckets.</summary>
public sealed class PrometheusText : IDisposable
{
    /// <summary>Seconds; a document takes from a few milliseconds to minutes. Other units only get count and sum.</summary>
    private static readonly double[] Buckets = [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 600];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), Series> _series = new();

    public PrometheusText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == WorkerMeter.Name) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Record(instrument, value, labels));
        _listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Record(instrument, value, labels));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var group in _series.OrderBy(pair => pair.Key.Instrument.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Labels, StringComparer.Ordinal).GroupBy(pair => pair.Key.Instrument))
        {
            var name = NameOf(group.Key);
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {TypeOf(group.Key)}\n");
            foreach (var ((instrument, labels), series) in group)
                lock (series)
                    if (IsHistogram(instrument)) WriteHistogram(text, name, labels, series);
                    else text.Append(CultureInfo.InvariantCulture, $"{name}{Braced(labels)} {series.Sum}\n");
        }
        return text.ToString();
    }

    private static void WriteHistogram(StringBuilder text, string name, string labels, Series series)
    {
        var below = 0L;
        for (var i = 0; i < Buckets.Length; i++)
        {
            below += series.Counts[i];
            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{Braced(Joined(labels, $"le=\"{Buckets[i]}\""))} {below}\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{Braced(Joined(labels, "le=\"+Inf\""))} {series.Count}\n");
        text.Append(CultureInfo.InvariantCulture, $"{name}_sum{Braced(labels)} {series.Sum}\n");
        text.Append(CultureInfo.InvariantCulture, $"{name}_count{Braced(labels)} {series.Count}\n");
    }

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var text = new StringBuilder();
        foreach (var (key, label) in labels)
            text.Append(text.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{key}=\"{Escaped($"{label}")}\"");
        var series = _series.GetOrAdd((instrument, text.ToString()), _ => new());
        lock (series)
        {
            series.Count++;
            // An observed value replaces the one before; what is counted adds up.
            series.Sum = instrument.IsObservable ? value : series.Sum + value;
            for (var i = 0; i < Buckets.Length; i++)
                if (value <= Buckets[i])
                {
                    series.Counts[i]++;
                    break;
                }
        }
    }

    private static bool IsHistogram(Instrument instrument) => instrument is Histogram<double> or Histogram<long>;

    private static string TypeOf(Instrument instrument) =>
        IsHistogram(instrument) ? "histogram" : instrument is Counter<long> ? "counter" : "gauge";

    private static string NameOf(Instrument instrument)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        return $"worker_{instrument.Name.Replace('.', '_')}{unit}{(instrument is Counter<long> ? "_total" : "")}";
    }

    private static string Joined(string labels, string more) => labels.Length == 0 ? more : $"{labels},{more}";

    private static string Braced(string labels) => labels.Length == 0 ? "" : $"{{{labels}}}";

    private static string Escaped(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private sealed class Series
    {
        public long Count { get; set; }
        public double Sum { get; set; }
        public long[] Counts { get; } = new long[Buckets.Length];
    }
}
