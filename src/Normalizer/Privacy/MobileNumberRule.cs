namespace Normalizer.Privacy;

/// <summary>What becomes of personal mobile numbers: they stay; all digits but the first three become *; or they go.</summary>
public enum MobileNumberRule { Keep, Mask, Drop }
