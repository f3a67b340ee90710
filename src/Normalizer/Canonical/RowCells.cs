using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Normalizer.Canonical;

/// <summary>The cells of a row by column key, in the order of the grid: c2 before c10.</summary>
/// <remarks>Rows have a few dozen cells at most and a document has thousands of rows, so two arrays searched from the front take less
/// time and room than any tree or hash table.</remarks>
public sealed class RowCells : IReadOnlyCollection<KeyValuePair<string, Cell>>
{
    public static readonly RowCells Empty = new([], []);

    private readonly ImmutableArray<string> keys;

    private RowCells(ImmutableArray<string> keys, ImmutableArray<Cell> values) => (this.keys, Values) = (keys, values);

    public ImmutableArray<Cell> Values { get; }

    public int Count => keys.Length;

    /// <exception cref="KeyNotFoundException">The row has no cell in that column.</exception>
    public Cell this[string key] => TryGetValue(key, out var cell) ? cell : throw new KeyNotFoundException($"The row has no cell {key}.");

    /// <exception cref="ArgumentException">Two cells have the same key.</exception>
    public static RowCells Of(IEnumerable<(string Key, Cell Cell)> cells)
    {
        var ordered = cells.OrderBy(pair => pair.Key.Length).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        for (var i = 1; i < ordered.Length; i++)
            if (ordered[i].Key == ordered[i - 1].Key) throw new ArgumentException($"Two cells have the key {ordered[i].Key}.", nameof(cells));
        return new([.. ordered.Select(pair => pair.Key)], [.. ordered.Select(pair => pair.Cell)]);
    }

    public bool ContainsKey(string key) => keys.Contains(key);

    public Cell? GetValueOrDefault(string key) => TryGetValue(key, out var cell) ? cell : null;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Cell cell)
    {
        var at = keys.IndexOf(key);
        cell = at < 0 ? null : Values[at];
        return at >= 0;
    }

    /// <summary>The same cells, the one of that column replaced or added.</summary>
    public RowCells SetItem(string key, Cell cell) =>
        keys.IndexOf(key) is >= 0 and var at ? new(keys, Values.SetItem(at, cell)) : Of(this.Select(pair => (pair.Key, pair.Value)).Append((key, cell)));

    /// <summary>The same columns, each cell changed; this very object where none is.</summary>
    public RowCells With(Func<string, Cell, Cell> change)
    {
        Cell[]? changed = null;
        for (var i = 0; i < keys.Length; i++)
        {
            var cell = change(keys[i], Values[i]);
            if (ReferenceEquals(cell, Values[i])) continue;
            changed ??= [.. Values];
            changed[i] = cell;
        }
        return changed is null ? this : new(keys, [.. changed]);
    }

    public IEnumerator<KeyValuePair<string, Cell>> GetEnumerator()
    {
        for (var i = 0; i < keys.Length; i++) yield return new(keys[i], Values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Takes the cells of a row column by column, in the order of the grid.</summary>
    public sealed class Builder(int columns)
    {
        private readonly ImmutableArray<string>.Builder keys = ImmutableArray.CreateBuilder<string>(columns);
        private readonly ImmutableArray<Cell>.Builder cells = ImmutableArray.CreateBuilder<Cell>(columns);

        public void Add(string key, Cell cell)
        {
            keys.Add(key);
            cells.Add(cell);
        }

        public RowCells Build() => new(keys.DrainToImmutable(), cells.DrainToImmutable());
    }
}
